import { expect, test } from "./fixtures.ts";
import { cores, expectOnlyText, payloads } from "./hostile-texts.ts";

/** One caller a payload, who has it for a name, a line and sometimes a number; every third call is answered. */
async function tellAll(webhook: string): Promise<void> {
  const post = async (event: object) => {
    const headers = { "content-type": "application/json" };
    await fetch(webhook, { method: "POST", headers, body: JSON.stringify(event) });
  };
  for (const [n, text] of payloads.entries()) {
    const id = `230307114903_${n + 1}`;
    const common = { Callerid: n % 5 === 0 ? text : `0555${222_000 + n}`, Did: text, phonebook: text };
    const agent = n % 20 === 1 ? text.slice(0, 60) : "117";
    await post({ Event: "ringing", User: "820", Usertype: "queue", Id: `${id}-0`, ...common });
    await post({ Event: "ringing", User: agent, Usertype: "ext", Id: `${id}-0`, ...common });
    if (n % 3 === 0) {
      await post({ Event: "incomingcall_started", User: agent, Trtype: "NotDef", Id: `${id}-1`, ...common });
      await post({ Event: "incoming", User: agent, finishtype: "Ok", transfer: "False", Id: `${id}-1`, ...common });
      const address = `https://evil.example/${encodeURIComponent(text)}/${id}-1-1.mp3`;
      await post({ Event: "recording", Id: `${id}-1`, FileUrls: [address] });
    } else if (n % 3 === 1) {
      const title = `Missed call by queue 820 ${text}`;
      await post({
        Event: "incoming",
        User: "820",
        finishtype: "Missed",
        transfer: "False",
        title,
        Id: `${id}-0`,
        ...common,
      });
    }
  }
}

/** People who are called so claim, try and close what was missed, and name numbers and callers. */
async function actOnAll(url: string): Promise<void> {
  const post = async (path: string, act: object) => {
    const headers = { "content-type": "application/json", origin: url };
    return (await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(act) })).status;
  };
  const kinds = ["queue", "agent", "ivr", "group"];
  const named = payloads.map((text, n) => ({ number: String(900 + n), kind: kinds[n % 4], name: text.slice(0, 200) }));
  const put = [
    { number: "820", kind: "queue", name: cores[1] },
    { number: "117", kind: "agent", name: cores[2] },
    ...named,
  ];
  expect(await post("/api/directory", { by: "Ana K.", put, gone: [] })).toBe(200);
  for (const [n, text] of payloads.entries()) {
    await post("/api/contacts", { by: text.slice(0, 60), number: `0555${222_000 + n}`, name: text.slice(0, 200) });
  }
  const { missed } = (await (await fetch(`${url}/api/board`)).json()) as { missed: { id: string }[] };
  expect(missed.length).toBeGreaterThan(50);
  const deeds = ["claim", "attempt", "done", "not-needed"];
  for (const [n, { id }] of missed.entries()) {
    const text = payloads[n % payloads.length] ?? "";
    await post("/api/missed", { id, deed: deeds[n % 4], by: text.slice(0, 60), note: text.slice(0, 500), seen: 0 });
  }
}

test("[O70] two hundred hostile texts in every field are text on every page", async ({ page, server }) => {
  test.setTimeout(180_000);
  await tellAll(server.webhook);
  await actOnAll(server.url);
  const { calls } = (await (await fetch(`${server.url}/api/calls?outcome=completed`)).json()) as {
    calls: { id: string }[];
  };
  const pages = [
    ["/supervisor", "Call back"],
    ["/desk?choose", "Which extension is yours?"],
    ["/desk/117", "117"],
    ["/calls", "Calls"],
    [`/calls/${calls[0]?.id}`, "evil.example"],
    [`/calls?caller=${encodeURIComponent(cores[1] ?? "")}&queue=${encodeURIComponent(cores[2] ?? "")}`, "Calls"],
    ["/reports", "onerror"],
    ["/admin/directory", "820"],
  ] as const;
  await expectOnlyText(page, server.url, pages);
});
