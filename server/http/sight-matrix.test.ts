import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Principal } from "#lib/access/principal.ts";
import { inboundCall } from "#lib/testing/story.ts";
import { account, begin, openSightServer, type SightServer } from "./sight-under-test.ts";

const nobody: Principal = { is: "nobody" };
const screen: Principal = { is: "screen", screenId: "scr", name: "Hall", board: "all" };
const agent = account("agent", "201", "ana");
const phoneless = account("agent", null, "bo");
const supervisor = account("supervisor", null, "cy");
const admin = account("admin", null, "di");
const askers = { nobody, screen, agent, phoneless, supervisor, admin };
type Asker = keyof typeof askers;

const numbers = {
  spoken: "05552221133",
  spokenToAnother: "05559998877",
  missedHere: "05553334411",
  missedElsewhere: "05554445522",
  ringsElsewhere: "05556667733",
  inTheMenu: "05557778844",
} as const;
const ids = {
  own: "260302090001_1",
  foreign: "260302090002_2",
  ownMiss: "260302090003_3",
  foreignMiss: "260302090004_4",
};
const foreign = [numbers.spokenToAnother, numbers.missedElsewhere, numbers.ringsElsewhere, numbers.inTheMenu];

const wordOf = (id: string, caller: string) => inboundCall(id, caller);
const row = (id: string, seconds: number) => `${id}@${begin + seconds * 1000}`;
const ownRow = row(ids.ownMiss, 60);
const foreignRow = row(ids.foreignMiss, 65);

let server: SightServer;
beforeAll(async () => {
  server = await openSightServer({ recordingHosts: ["pbx.example"] });
  const own = wordOf(ids.own, numbers.spoken);
  const other = wordOf(ids.foreign, numbers.spokenToAnother);
  await server.tell(0, own.reaches("820", "queue"), own.reaches("201", "ext"));
  await server.tell(4, own.answers("201", 1));
  await server.tell(20, own.ends("201", 1), own.recording("201", 1));
  await server.tell(21, other.reaches("820", "queue"), other.reaches("202", "ext"));
  await server.tell(25, other.answers("202", 1));
  await server.tell(40, other.ends("202", 1), other.recording("202", 1));
  const ownMiss = wordOf(ids.ownMiss, numbers.missedHere);
  const foreignMiss = wordOf(ids.foreignMiss, numbers.missedElsewhere);
  await server.tell(45, ownMiss.reaches("820", "queue"), ownMiss.reaches("201", "ext"));
  await server.tell(46, foreignMiss.reaches("820", "queue"), foreignMiss.reaches("202", "ext"));
  await server.tell(60, ownMiss.lost("820"));
  await server.tell(65, foreignMiss.lost("820"));
  await server.tell(70, wordOf("260302090005_5", numbers.inTheMenu).reaches("800", "other"));
  await server.tell(72, wordOf("260302090005_5", numbers.inTheMenu).lost("800"));
  const live = wordOf("260302090006_6", numbers.ringsElsewhere);
  await server.tell(80, live.reaches("820", "queue"), live.reaches("202", "ext"));
});
afterAll(() => server.close());

interface Row {
  readonly what: string;
  readonly path: string;
  readonly body?: object;
  /** What each is answered: nobody, a screen, an agent, an agent without a phone, a supervisor, an admin. */
  readonly told: readonly [number, number, number, number, number, number];
}

const missed = (id: string, deed: string) => ({ id, deed, by: "whoever", note: null, seen: 0 });
const call = (id: string) => `/api/call?id=${id}`;
const recording = (id: string) => `/api/recording?call=${id}&leg=1&n=1`;
const reveal = (of: string, id: string, reason: string | null) =>
  of === "call" ? { of, id, started: null, reason } : { of, id, reason };

const rows: readonly Row[] = [
  { what: "the board", path: "/api/board", told: [401, 200, 200, 200, 200, 200] },
  { what: "the board of before", path: "/api/board?at=2026-03-02T09:00:50Z", told: [401, 403, 200, 200, 200, 200] },
  { what: "calls", path: "/api/calls", told: [401, 403, 200, 403, 200, 200] },
  { what: "calls of a phone", path: "/api/calls?agent=201", told: [401, 403, 200, 403, 200, 200] },
  { what: "calls of another's phone", path: "/api/calls?agent=202", told: [401, 403, 403, 403, 200, 200] },
  {
    what: "calls of a caller",
    path: `/api/calls?caller=${numbers.spokenToAnother}`,
    told: [401, 403, 200, 403, 200, 200],
  },
  { what: "calls as a file", path: "/api/calls.csv", told: [401, 403, 200, 403, 200, 200] },
  { what: "an own call", path: call(ids.own), told: [401, 403, 200, 404, 200, 200] },
  { what: "another's call", path: call(ids.foreign), told: [401, 403, 404, 404, 200, 200] },
  { what: "no call", path: call("260302090099_9"), told: [401, 403, 404, 404, 404, 404] },
  { what: "an own caller", path: `/api/callers?numbers=${numbers.spoken}`, told: [401, 403, 200, 200, 200, 200] },
  { what: "the own desk", path: "/api/desk?extension=201", told: [401, 403, 200, 403, 200, 200] },
  { what: "another's desk", path: "/api/desk?extension=202", told: [401, 403, 403, 403, 200, 200] },
  { what: "a figure of all", path: "/api/figures/inbound", told: [401, 403, 403, 403, 200, 200] },
  { what: "a figure of a queue", path: "/api/figures/queue-missed?queue=820", told: [401, 403, 403, 403, 200, 200] },
  { what: "an own figure", path: "/api/figures/agent-answered?agent=201", told: [401, 403, 200, 403, 200, 200] },
  { what: "another's figure", path: "/api/figures/agent-answered?agent=202", told: [401, 403, 403, 403, 200, 200] },
  { what: "a figure of agents", path: "/api/figures/agent-answered", told: [401, 403, 200, 403, 200, 200] },
  { what: "calls now", path: "/api/figures/now-live", told: [401, 403, 200, 403, 200, 200] },
  { what: "calls of an own row", path: `/api/figures/missed-row?row=${ownRow}`, told: [401, 403, 200, 404, 200, 200] },
  { what: "calls of a row", path: `/api/figures/missed-row?row=${foreignRow}`, told: [401, 403, 404, 404, 200, 200] },
  { what: "calls of no row", path: "/api/figures/missed-row?row=1@1", told: [401, 403, 404, 404, 404, 404] },
  {
    what: "a figure of another's caller",
    path: `/api/figures/caller-inbound?caller=${numbers.spokenToAnother}`,
    told: [401, 403, 200, 200, 200, 200],
  },
  { what: "a report", path: "/api/report", told: [401, 403, 403, 403, 200, 200] },
  { what: "a report of a person", path: "/api/report?agent=201", told: [401, 403, 403, 403, 200, 200] },
  { what: "a report as a file", path: "/api/report.csv?table=agents", told: [401, 403, 403, 403, 200, 200] },
  { what: "the floor", path: "/api/floor", told: [401, 403, 403, 403, 200, 200] },
  { what: "the directory", path: "/api/directory", told: [401, 403, 200, 200, 200, 200] },
  { what: "the directory as a file", path: "/api/directory.csv", told: [401, 403, 403, 403, 200, 200] },
  { what: "contacts", path: "/api/contacts", told: [401, 403, 403, 403, 200, 200] },
  { what: "contacts as a file", path: "/api/contacts.csv", told: [401, 403, 403, 403, 200, 200] },
  {
    what: "a contact",
    path: "/api/contacts",
    body: { by: "x", number: "1", name: null },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "contacts to see",
    path: "/api/contacts/preview",
    body: { by: "x", csv: "number,name\n" },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "contacts to import",
    path: "/api/contacts/import",
    body: { by: "x", csv: "number,name\n" },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "the directory to see",
    path: "/api/directory/preview",
    body: { by: "x", csv: "number,kind,name\n" },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "the directory to import",
    path: "/api/directory/import",
    body: { by: "x", csv: "number,kind,name\n" },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "a number named",
    path: "/api/directory",
    body: { by: "x", put: [], gone: [] },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "rules of a queue",
    path: "/api/queues",
    body: { by: "x", queue: "820", rules: null },
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "a row closed that nobody has",
    path: "/api/missed",
    body: missed(foreignRow, "not-needed"),
    told: [401, 403, 403, 403, 200, 409],
  },
  { what: "no row", path: "/api/missed", body: missed("1@1", "claim"), told: [401, 403, 404, 404, 404, 404] },
  {
    what: "a row opened again",
    path: "/api/missed",
    body: missed(foreignRow, "reopen"),
    told: [401, 403, 403, 403, 200, 409],
  },
  {
    what: "a number of a row",
    path: "/api/reveal",
    body: reveal("missed", ownRow, null),
    told: [401, 403, 400, 400, 200, 200],
  },
  {
    what: "a number of a call",
    path: "/api/reveal",
    body: reveal("call", ids.own, "other"),
    told: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "a number of no row",
    path: "/api/reveal",
    body: reveal("missed", "1@1", "other"),
    told: [401, 403, 404, 404, 404, 404],
  },
  { what: "an own recording", path: recording(ids.own), told: [401, 404, 303, 404, 303, 303] },
  { what: "another's recording", path: recording(ids.foreign), told: [401, 404, 404, 404, 303, 303] },
  { what: "no recording", path: `/api/recording?call=${ids.own}&leg=1&n=2`, told: [401, 404, 404, 404, 404, 404] },
  { what: "the audit log", path: "/api/audit", told: [401, 403, 403, 403, 403, 200] },
  { what: "the audit log as a file", path: "/api/audit.csv", told: [401, 403, 403, 403, 403, 200] },
];

/** Numbers that whoever asks may not be told whole. */
const hidden: Readonly<Record<Asker, readonly string[]>> = {
  nobody: Object.values(numbers),
  screen: Object.values(numbers),
  agent: foreign,
  phoneless: Object.values(numbers),
  supervisor: [],
  admin: [],
};

describe("every route, asked by everybody", () => {
  test.each(rows)("[I1] $what", async ({ path, body, told }) => {
    for (const [i, [name, who]] of Object.entries(askers).entries()) {
      const answer = await server.ask(who, path, body);
      expect(answer.status, `${name}: ${answer.text}`).toBe(told[i]);
      const question = new URLSearchParams(path.split("?")[1]);
      const asked = question.get("caller") ?? question.get("numbers");
      for (const number of hidden[name as Asker]) {
        if (number !== asked) expect(answer.text, `${name} is told of ${number}`).not.toContain(number.slice(-7));
      }
    }
  });

  test("[I1] no route of these is left out", () => {
    const asked = new Set(rows.map(({ path }) => path.split("?")[0]));
    const left = server.routes
      .map(({ path }) => path.replace("*", ""))
      .filter((path) => ![...asked].some((one) => one === path || (path.endsWith("/") && one?.startsWith(path))));
    expect(left).toEqual([]);
  });

  test("[V300] a screen is told the board as it is, and none of before", async () => {
    expect((await server.ask(screen, "/api/board")).status).toBe(200);
    const before = await server.ask(screen, "/api/board?at=2026-03-02T09:00:50Z");
    expect([before.status, before.text.includes("820")]).toEqual([403, false]);
  });

  test("[I2] a forbidden id and a wrong one are answered alike", async () => {
    const pairs = [
      [call(ids.foreign), call("260302090099_9")],
      [`/api/figures/missed-row?row=${foreignRow}`, "/api/figures/missed-row?row=1@1"],
      [recording(ids.foreign), recording("260302090099_9")],
    ] as const;
    for (const [forbidden, wrong] of pairs) {
      const [one, other] = [await server.ask(agent, forbidden), await server.ask(agent, wrong)];
      expect({ status: one.status, text: one.text }).toEqual({ status: other.status, text: other.text });
    }
    const known = (number: string) => server.ask(agent, `/api/callers?numbers=${number}`);
    const [foreigner, stranger] = [await known(numbers.spokenToAnother), await known("05550000000")];
    expect(foreigner.text.replace(numbers.spokenToAnother, "")).toBe(stranger.text.replace("05550000000", ""));
  });

  test("[I3] an agent's list, its pages and its figures hold the agent's own calls and no other", async () => {
    const page = JSON.parse((await server.ask(agent, "/api/calls?limit=1")).text);
    expect(page.calls).toMatchObject([{ id: ids.ownMiss }]);
    const next = JSON.parse((await server.ask(agent, `/api/calls?limit=1&cursor=${page.next}`)).text);
    expect(next).toMatchObject({ calls: [{ id: ids.own, caller: numbers.spoken }], next: null });
    const figure = JSON.parse((await server.ask(agent, "/api/figures/agent-answered")).text);
    expect(figure).toMatchObject({ count: 1, items: [{ call: { id: ids.own } }] });
    const csv = (await server.ask(agent, "/api/calls.csv")).text.trim().split("\r\n");
    expect(csv).toHaveLength(3);
  });

  test("[I4] an agent without an extension is told why there are no calls", async () => {
    expect(JSON.parse((await server.ask(phoneless, "/api/calls")).text).detail).toContain("no extension");
  });

  test("[I5] an agent sees of a call what happened, not the raw deliveries, nor where a recording lies", async () => {
    const told = await server.ask(agent, call(ids.own));
    expect(JSON.parse(told.text)).toMatchObject({
      call: { caller: numbers.spoken },
      deliveries: null,
      recordings: [{ url: null, barred: null }],
    });
    expect(told.text).not.toContain("pbx.example");
    expect((await server.ask(supervisor, call(ids.own))).text).toContain("pbx.example");
  });
});
