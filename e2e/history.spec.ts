import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";
import type { PhoneSystem } from "./phone-system.ts";

const rows = (page: Page) => page.getByTestId("call-row");

async function post(webhook: string, payload: Readonly<Record<string, unknown>>): Promise<void> {
  const body = JSON.stringify(payload);
  const answer = await fetch(webhook, { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(answer.status).toBe(200);
}

async function answeredBy(phones: PhoneSystem, caller: string, agent: string): Promise<void> {
  const call = phones.inbound(caller);
  await call.entersQueue("820");
  await call.rings(agent);
  await call.isAnsweredBy(agent);
  await call.ends(agent, "00:20");
}

async function lostIn(phones: PhoneSystem, caller: string, queue: string): Promise<void> {
  const call = phones.inbound(caller);
  await call.entersQueue(queue);
  await call.isLostAt(queue);
}

test("[O86] filters stand in the address: narrowed, shared, taken back, cleared", async ({ page, phones, server }) => {
  await answeredBy(phones, "05550000001", "117");
  await lostIn(phones, "05550000002", "821");
  await page.goto(`${server.url}/calls`);
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByTestId("calls-counted")).toHaveText("2 calls");

  await page.getByLabel("Outcome").selectOption({ label: "Missed: lost in a queue" });
  await expect(page).toHaveURL(/outcome=lost-in-queue/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("05550000002");
  await expect(rows(page)).toContainText("Lost in queue");
  await expect(rows(page)).toContainText("to call back");

  await page.getByLabel("Queue").selectOption({ label: "Sales (820)" });
  await expect(page.getByText("No calls match")).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(1);
  await page.goForward();
  await page.getByRole("button", { name: "Clear filters" }).last().click();
  await expect(rows(page)).toHaveCount(2);

  await page.goto(`${server.url}/calls?agent=117&when=today`);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByLabel("Time")).toHaveValue("today");
  await page.goto(`${server.url}/calls?caller=0002&outcome=won`);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByTestId("faults")).toContainText("outcome=won");
});

test("[O88] a page that is read stays where it is; older calls load on, newer ones wait", async ({
  page,
  phones,
  server,
}) => {
  for (let i = 0; i < 130; i++) await phones.inbound(`0555${1_000_000 + i}`).reachesMenu("800");
  await page.goto(`${server.url}/calls`);
  await expect(page.getByTestId("calls-counted")).toHaveText("more than 100 calls");
  await expect(rows(page).first()).toContainText("05551000129");
  expect(await rows(page).count()).toBeLessThan(60);

  await phones.inbound("05559999999").reachesMenu("800");
  const newer = page.getByRole("button", { name: "1 newer call: show" });
  await expect(newer).toBeVisible({ timeout: 15_000 });
  await expect(rows(page).first()).toContainText("05551000129");
  await newer.click();
  await expect(rows(page).first()).toContainText("05559999999");

  await page.mouse.wheel(0, 20_000);
  await expect(page.getByTestId("calls-counted")).toHaveText("131 calls");
  await page.mouse.wheel(0, 20_000);
  await expect(rows(page).last()).toContainText("05551000000");
});

test("[O84] a transferred call: its timeline, the same in words, and what the phone system said", async ({
  page,
  phones,
  server,
}) => {
  const call = phones.inbound("05550000003");
  await call.reachesMenu("800");
  await call.entersQueue("820");
  await call.rings("117");
  await call.isAnsweredBy("117");
  await call.rings("204");
  await call.isAnsweredBy("204", "Attended");
  await call.isHandedOverBy("117", "00:10");
  await call.ends("204", "00:30");
  await page.goto(`${server.url}/calls`);
  // By keyboard: to the row, and into it.
  await rows(page).getByRole("link").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("call-state")).toContainText("Transferred");
  const parts = page.getByTestId("timeline-table").locator("tbody tr");
  await expect(parts).toHaveText([
    /Menu.*Welcome/,
    /In queue.*Sales/,
    /Ringing.*Ana/,
    /Talking.*Ana.*transferred, announced/,
    /Ringing.*Omar/,
    /Talking.*Omar.*ended/,
  ]);
  await expect(page.getByTestId("timeline").locator('[data-lane="transfers"] [data-bar="transfer"]')).toHaveCount(1);
  await expect(page.getByTestId("deliveries").locator("li")).toHaveCount(8);
  await expect(page.getByTestId("deliveries")).toContainText('"Event":"ringing"');
  for (const bar of await page.locator("[data-bar]").all()) {
    expect((await bar.boundingBox())?.width ?? 0).toBeGreaterThanOrEqual(1);
  }
});

test("[O84] a live call's page follows it", async ({ page, phones, server }) => {
  const call = phones.inbound("05550000004");
  await call.entersQueue("820");
  await page.goto(`${server.url}/calls`);
  await rows(page).getByRole("link").click();
  await expect(page.getByTestId("call-state")).toContainText("Waiting");
  await call.rings("117");
  await call.isAnsweredBy("117");
  await expect(page.getByTestId("call-state")).toContainText("Talking");
  await call.ends("117", "00:05");
  await expect(page.getByTestId("call-state")).toContainText("Answered");
});

test("[O83] a recording is a link on the operator's hosts only, over https only", async ({ page, phones, server }) => {
  await answeredBy(phones, "05550000005", "117");
  const { calls } = await (await fetch(`${server.url}/api/calls`)).json();
  const [{ id }] = calls;
  const urls = ["https://pbx.example/1.mp3", "http://pbx.example/2.mp3", "https://evil.example/3.mp3"];
  await post(server.webhook, {
    Event: "recording",
    FileUrls: urls,
    Callerid: "05550000005",
    User: "117",
    Id: `${id}-1`,
  });
  await page.goto(`${server.url}/calls/${id}`);
  const recordings = page.getByTestId("recordings");
  await expect(recordings.getByRole("listitem")).toHaveCount(3);
  const link = recordings.getByRole("link");
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute("href", /^\/api\/recording\?/);
  const address = await link.getAttribute("href");
  const opened = await page.request.get(`${server.url}${address}`, { maxRedirects: 0 });
  expect(opened.headers()["location"]).toBe(urls[0]);
  await expect(link).toHaveAttribute("rel", "noreferrer noopener");
  await expect(link).toHaveAttribute("target", "_blank");
  await expect(recordings).toContainText("not https");
  await expect(recordings).toContainText("RINGSIDE_RECORDING_HOSTS");
});

test("[O92] a caller's text is text: on the list, on the call's page, in the file", async ({ page, server }) => {
  const hostile = `<img src=x onerror=alert(1)>\u202e=cmd|' /C calc'!A0`;
  const id = "261122091500_66";
  await post(server.webhook, {
    event: "ringing",
    callerid: "05550000006",
    user: "820",
    usertype: "queue",
    phonebook: hostile,
    did: "<script>alert(2)</script>",
    id: `${id}-0`,
  });
  await post(server.webhook, {
    event: "incoming",
    callerid: "05550000006",
    user: "820",
    finishtype: "Missed",
    transfer: "False",
    title: `Missed call by queue 820 from ${hostile}`,
    id: `${id}-0`,
  });
  const spoke: string[] = [];
  page.on("dialog", (dialog) => spoke.push(dialog.message()));
  for (const path of ["/calls", `/calls/${id}`]) {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByText("<img src=x").first()).toBeVisible();
    expect(await page.locator("main img, main script").count()).toBe(0);
  }
  await expect(page.getByTestId("deliveries")).toContainText("⟨U+202E⟩");
  const file = await (await fetch(`${server.url}/api/calls.csv`)).text();
  expect(file).toContain("<img");
  expect(file).not.toMatch(/(?:^|[,;"])\s*[=+@-]/m);
  expect(spoke).toEqual([]);
});

test("[O93] a figure's page lists exactly what it counts, under its rule", async ({ page, phones, server }) => {
  await answeredBy(phones, "05550000007", "117");
  await answeredBy(phones, "05550000008", "117");
  await lostIn(phones, "05550000009", "820");
  for (const [figure, count] of [
    ["answered", 2],
    ["queue-missed&queue=820", 1],
    ["agent-answered&agent=117", 2],
    ["queue-offered&queue=820", 3],
  ] as const) {
    await page.goto(`${server.url}/calls?figure=${figure}`);
    await expect(page.getByTestId("figure-count")).toHaveText(String(count));
    await expect(rows(page)).toHaveCount(count);
    await expect(page.getByTestId("figure-rule")).not.toBeEmpty();
  }
  await page.goto(`${server.url}/calls?figure=nonsense`);
  await expect(page.getByText("There is no figure called “nonsense”.")).toBeVisible();
});

test.describe("a call that nobody knows", () => {
  test.use({ expectedErrors: /404/ });
  test("[O85] is said in words", async ({ page, server }) => {
    await page.goto(`${server.url}/calls/261122091500_77`);
    await expect(page.getByText("No such call is known", { exact: true })).toBeVisible();
  });
});

for (const colorScheme of ["dark", "light"] as const) {
  test(`[O94] nothing bars anybody from the calls' pages, ${colorScheme}`, async ({ page, phones, server }) => {
    await answeredBy(phones, "05550000010", "117");
    await lostIn(phones, "", "821");
    await page.emulateMedia({ colorScheme });
    const { calls } = await (await fetch(`${server.url}/api/calls`)).json();
    for (const path of [
      "/calls",
      "/calls?when=range&agent=117",
      "/calls?figure=inbound",
      `/calls/${calls[0].id}`,
      `/calls/${calls[1].id}`,
    ]) {
      for (const width of [420, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${server.url}${path}`);
        await expect(page.getByTestId("call-row").or(page.getByTestId("call-state")).first()).toBeVisible();
        expect(await barriersOn(page), `${path} ${width}`).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        ).toBeLessThanOrEqual(0);
      }
    }
  });
}
