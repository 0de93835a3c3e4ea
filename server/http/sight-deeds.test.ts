import { afterEach, describe, expect, test } from "vitest";
import { inboundCall, outboundCall } from "#lib/testing/story.ts";
import { fullLog } from "#server/access/audit-under-test.ts";
import { account, begin, openSightServer, type SightServer, type SightServerOptions } from "./sight-under-test.ts";

const ana = account("agent", "201", "id-ana", "Ana");
const otherAna = account("agent", "202", "id-other-ana", "Ana");
const bo = account("agent", "203", "id-bo", "Bo");
const cy = account("supervisor", null, "id-cy", "Cy");
const di = account("admin", null, "id-di", "Di");
const caller = "05552221133";
const id = "260302090001_1";
const row = `${id}@${begin + 30_000}`;

let server: SightServer;
afterEach(() => server.close());

async function open(options: SightServerOptions = {}): Promise<void> {
  server = await openSightServer(options);
  const words = inboundCall(id, caller);
  await server.tell(0, words.reaches("820", "queue"), words.reaches("203", "ext"));
  await server.tell(30, words.lost("820"));
}

const act = (who: typeof ana, deed: string, seen = 0) =>
  server.ask(who, "/api/missed", { id: row, deed, by: "Somebody Else", note: null, seen });

const detail = (text: string): string => JSON.parse(text).detail;

const seenBy = async (who: typeof ana) => JSON.parse((await server.ask(who, "/api/board")).text).missed[0];

describe("rows of missed callers", () => {
  test("[I10] an agent sees every row, and whole those that rang there or that the agent has taken", async () => {
    await open();
    expect(await seenBy(bo)).toMatchObject({ id: row, caller });
    expect(await seenBy(ana)).toMatchObject({ id: row, caller: "•••", callerName: null });
    expect((await act(ana, "claim")).status).toBe(200);
    expect(await seenBy(ana)).toMatchObject({ caller, claimedBy: "Ana" });
    expect(await seenBy(otherAna)).toMatchObject({ caller: "•••", claimedBy: "Ana" });
  });

  test("[I11] an agent does with a row only what is done to one's own, and takes back one's own last act", async () => {
    await open();
    for (const deed of ["release", "attempt", "done", "not-needed", "undo", "reopen"]) {
      const { status, text } = await act(ana, deed);
      expect(status, deed).toBe(403);
      expect(detail(text)).toMatch(/\.$/);
    }
    expect((await act(ana, "claim")).status).toBe(200);
    expect((await act(ana, "attempt")).status).toBe(200);
    expect((await act(ana, "done")).status).toBe(200);
    expect((await act(bo, "undo", 3)).status).toBe(403);
    expect((await act(ana, "undo", 3)).status).toBe(200);
    expect((await act(ana, "release")).status).toBe(200);
    expect(server.state().missed.values().next().value).toMatchObject({ status: "open", claimedById: null });
  });

  test("[I12] two people of one name are two people", async () => {
    await open();
    await act(ana, "claim");
    for (const deed of ["release", "attempt", "done", "not-needed", "undo"]) {
      expect((await act(otherAna, deed, 1)).status, deed).toBe(403);
    }
    const second = await act(otherAna, "claim");
    expect(second.status).toBe(409);
    expect(detail(second.text)).toContain("Ana has had this caller since");
    expect(await seenBy(ana)).toMatchObject({ status: "claimed", claimedBy: "Ana" });
  });

  test("[I13] a supervisor does everything with every row", async () => {
    await open();
    await act(ana, "claim");
    expect((await act(cy, "release")).status).toBe(200);
    expect((await act(cy, "done")).status).toBe(200);
    expect((await act(cy, "reopen")).status).toBe(200);
    expect((await act(cy, "undo", 4)).status).toBe(200);
  });
});

describe("revealing", () => {
  const reveal = (who: typeof ana, reason: string | null, of = "missed") =>
    server.ask(who, "/api/reveal", of === "missed" ? { of, id: row, reason } : { of, id, started: null, reason });
  const notes = async () => (await server.audit.list(null, 10, {})).map(({ at, seq, ...note }) => note);

  test("[I20] an agent who says why gets the number of a row, and both are noted", async () => {
    await open();
    expect((await reveal(ana, null)).status).toBe(400);
    expect((await reveal(ana, "curious")).status).toBe(400);
    expect(await notes()).toEqual([]);
    const told = await reveal(ana, "call-back");
    expect(JSON.parse(told.text)).toEqual({ number: caller, name: null });
    const who = { id: "id-ana", name: "Ana", role: "agent", address: "127.0.0.1" };
    const about = { of: "missed", id: row, name: null };
    expect(await notes()).toEqual([{ who, kind: "number-revealed", about, reason: "call-back" }]);
    expect(JSON.stringify(await notes())).not.toContain(caller.slice(-7));
  });

  test("[I300] an agent who takes a caller that was hidden is noted as who saw the number, once; of its own it is not", async () => {
    await open();
    const { text } = await server.ask(ana, "/api/board");
    const hidden = !text.includes(caller);
    expect((await act(ana, "claim")).status).toBe(200);
    expect((await act(ana, "release")).status).toBe(200);
    const about = { of: "missed", id: row, name: null };
    const note = { kind: "number-revealed", about, reason: "call-back", who: { id: "id-ana" } };
    expect(await notes()).toMatchObject(hidden ? [note] : []);
    expect(hidden).toBe(true);
    expect((await act(cy, "claim")).status).toBe(200);
    expect(await notes()).toHaveLength(1);
  });

  test("[I300] where it cannot be noted, no hidden caller is taken", async () => {
    await open({ note: fullLog.note });
    expect((await act(ana, "claim")).status).toBe(503);
    expect(JSON.parse((await server.ask(cy, "/api/board")).text).missed).toMatchObject([{ claimedBy: null }]);
    expect((await act(cy, "claim")).status).toBe(200);
  });

  test("[I21] no log, no number, no recording, no file", async () => {
    await open({ note: fullLog.note, recordingHosts: ["pbx.example"] });
    const words = inboundCall("260302090009_9", "05559998877");
    await server.tell(40, words.reaches("203", "ext"));
    await server.tell(41, words.answers("203", 1));
    await server.tell(50, words.ends("203", 1), words.recording("203", 1));
    const recording = await server.ask(cy, "/api/recording?call=260302090009_9&leg=1&n=1");
    const refused = [
      await reveal(cy, null),
      recording,
      ...(await Promise.all(files.map((path) => server.ask(di, path)))),
    ];
    for (const { status, text, headers } of refused) {
      expect(status).toBe(503);
      expect(text).not.toMatch(/2221133|9998877/);
      expect(headers.get("location")).toBeNull();
    }
  });

  const files = [
    "/api/calls.csv",
    "/api/contacts.csv",
    "/api/directory.csv",
    "/api/report.csv",
    "/api/audit.csv",
    "/api/report?agent=203",
    "/api/desk?extension=203",
  ];

  test("[I22] a supervisor gets the number of a row or a call without a reason, and it is noted", async () => {
    await open();
    expect(JSON.parse((await reveal(cy, null)).text).number).toBe(caller);
    expect(JSON.parse((await reveal(cy, null, "call")).text).number).toBe(caller);
    expect(await notes()).toMatchObject([{ about: { of: "call", id } }, { about: { of: "missed", id: row } }]);
  });
});

describe("recordings", () => {
  const path = "/api/recording?call=260302090002_2&leg=1&n=1";

  async function recorded(hosts: readonly string[]): Promise<void> {
    server = await openSightServer({ recordingHosts: hosts });
    const words = inboundCall("260302090002_2", caller);
    await server.tell(0, words.reaches("201", "ext"));
    await server.tell(5, words.answers("201", 1));
    await server.tell(30, words.ends("201", 1), words.recording("201", 1));
  }

  test("[I40] who may hear one is sent there, tells nobody where from, and is noted", async () => {
    await recorded(["pbx.example"]);
    const { status, headers } = await server.ask(ana, path);
    expect(status).toBe(303);
    expect(headers.get("location")).toBe("https://pbx.example/260302090002_2-1-1.mp3");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    const about = { of: "call", id: "260302090002_2", name: null };
    expect(await server.audit.list(null, 9, {})).toMatchObject([
      { kind: "recording-opened", about, who: { id: "id-ana" } },
    ]);
    expect((await server.ask(bo, path)).status).toBe(404);
    expect(await server.audit.list(null, 9, {})).toHaveLength(1);
  });

  test("[I41] one on a host that nobody listed is not there", async () => {
    await recorded(["other.example"]);
    expect((await server.ask(cy, path)).status).toBe(404);
    expect(await server.audit.list(null, 9, {})).toEqual([]);
  });

  test("[I42] an agent finds one by the address that notes it", async () => {
    await recorded(["pbx.example"]);
    const { recordings, call } = JSON.parse((await server.ask(ana, "/api/call?id=260302090002_2")).text);
    expect(call.legs[0].recordings).toEqual([recordings[0].open]);
    expect((await server.ask(ana, recordings[0].open)).status).toBe(303);
  });
});

describe("figures of persons", () => {
  async function busy(worksCouncil: boolean): Promise<void> {
    server = await openSightServer({ site: { worksCouncil } });
    for (const [n, phone] of ["201", "202", "201"].entries()) {
      const words = inboundCall(`26030209000${n}_${n}`, `0555222113${n}`);
      await server.tell(n * 100, words.reaches("820", "queue"), words.reaches(phone, "ext"));
      await server.tell(n * 100 + 10, words.answers(phone, 1));
      await server.tell(n * 100 + 50, words.ends(phone, 1, { Duration: "00:40" }));
    }
    const rang = inboundCall("260302090007_7", "05550001122");
    await server.tell(400, rang.reaches("820", "queue"), rang.reaches("202", "ext"));
    await server.tell(430, rang.lost("820"));
    await server.tell(440, outboundCall("260302090008_8", "05550009988").dials("202"));
    const later = inboundCall("260302090009_9", "05550007766");
    await server.tell(600, later.reaches("820", "queue"), later.reaches("201", "ext"));
    await server.tell(640, later.lost("820"));
  }

  const everyAnswer = [
    "/api/board",
    "/api/board?at=2026-03-02T09:05:00Z",
    "/api/calls",
    "/api/call?id=260302090000_0",
    "/api/callers?numbers=05552221130",
    "/api/figures/agent-answered",
    "/api/figures/agent-talks",
    "/api/figures/inbound",
    "/api/report",
    "/api/floor",
    "/api/directory",
  ];

  test("[I50] where a works council has it so, no answer holds a figure of a person", async () => {
    await busy(true);
    for (const path of everyAnswer) {
      const { status, text } = await server.ask(di, path);
      expect(status, path).toBe(200);
      expect(figuresOfPersons(JSON.parse(text)), path).toEqual([]);
    }
    await server.tell(700);
    server.close();
    await busy(false);
    const told = await Promise.all(everyAnswer.map(async (path) => (await server.ask(di, path)).text));
    // The search finds them where they are: on the board and its past, in the report, on the floor.
    expect(told.filter((text) => figuresOfPersons(JSON.parse(text)).length > 0)).toHaveLength(4);
  });

  test("[I51] nor are they to be had by asking for one person, but by that person", async () => {
    await busy(true);
    for (const path of [
      "/api/report?agent=201",
      "/api/report.csv?table=agents",
      "/api/report.csv?table=days&agent=201",
      "/api/calls?agent=201",
      "/api/calls.csv?agent=201",
      "/api/figures/agent-answered?agent=201",
      "/api/figures/now-live?agent=201",
      "/api/desk?extension=201",
    ]) {
      const { status, text } = await server.ask(di, path);
      expect(status, path).toBe(403);
      expect(detail(text)).toContain("single person");
    }
    expect((await server.ask(ana, "/api/calls")).status).toBe(200);
    expect((await server.ask(ana, "/api/desk?extension=201")).status).toBe(200);
    const own = account("supervisor", "201", "id-ed");
    expect((await server.ask(own, "/api/calls?agent=201")).status).toBe(200);
  });

  test("[I52] the table of calls then tells nobody who rang and who spoke", async () => {
    await busy(true);
    const [head = "", ...lines] = (await server.ask(di, "/api/calls.csv")).text.trim().split("\r\n");
    const columns = head.split(",");
    for (const line of lines) {
      const cells = line.split(",");
      expect([cells[columns.indexOf("rang")], cells[columns.indexOf("agents")]]).toEqual(["", ""]);
    }
    expect(lines).toHaveLength(6);
  });

  test("[I53] who looks at the figures of another is noted once for each look", async () => {
    await busy(false);
    for (let asked = 0; asked < 3; asked++) await server.ask(cy, "/api/report?agent=201");
    await server.ask(ana, "/api/desk?extension=201");
    const about = { of: "agent", id: "201", name: null };
    const notes = await server.audit.list(null, 9, {});
    expect(notes).toMatchObject([{ kind: "person-reported", about, who: { id: "id-cy" } }]);
    await server.tell(640 + 31 * 60);
    await server.ask(cy, "/api/report?agent=201");
    expect(await server.audit.list(null, 9, {})).toHaveLength(2);
  });
});

/** What one call tells of its own course is no figure of a person: who took which part of it. */
const ofOneCall = new Set(["legs", "timeline", "recordings", "lastTalk"]);

/** Every number that stands beside the name or the number of one person, by its path. */
function figuresOfPersons(value: unknown, path = ""): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  const members = Object.entries(value);
  const isPerson = members.some(([key, of]) => (key === "extension" || key === "agent") && typeof of === "string");
  return members.flatMap(([key, of]) => {
    if (ofOneCall.has(key)) return [];
    const here = `${path}/${key}`;
    if (isPerson && numbersIn(of)) return [here];
    return figuresOfPersons(of, here);
  });
}

function numbersIn(value: unknown): boolean {
  if (typeof value === "number") return true;
  return typeof value === "object" && value !== null && Object.values(value).some(numbersIn);
}
