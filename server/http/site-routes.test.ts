import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultSite, wholeBoard } from "#lib/board/site-settings.ts";
import { siteAnswer } from "#lib/protocol/api/site-answers.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { type Office, openOffice } from "./office-under-test.ts";

let office: Office;
let now: number;
let journal: ReturnType<typeof createMemoryJournal>;

const environment = { RINGSIDE_PLACE: "Test", RINGSIDE_WEBHOOK_KEY: "hush-hush", RINGSIDE_DATA: "" };

beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 9);
  const clock = { now: () => now };
  journal = createMemoryJournal(clock);
  office = await openOffice(null, { journal, directory: new Map(), clock, environment });
});
afterEach(() => office.stop());

const put = (settings: unknown, more: object = {}) => office.post("/api/site", { by: "Jana", put: settings, ...more });
const site = async () => siteAnswer.parse(await office.get("/api/site"));

const entries = async () => (await journal.read(0, 100)).length;

describe("the site's settings", () => {
  test("[U1] are told whole, with what stands behind them", async () => {
    const { senders, ...settings } = defaultSite;
    const { admin, ...told } = await site();
    expect(told).toEqual({
      settingsRev: 0,
      timeZone: "UTC",
      site: { ...settings, place: "Test" },
      decided: ["place"],
    });
    expect(admin?.senders).toEqual(senders);
    expect(admin?.given).toEqual([{ setting: "place", variable: "RINGSIDE_PLACE", changed: false }]);
  });

  test("[U2] are changed one by one, and only what changes is written, in one act", async () => {
    expect((await put({ place: " North\u202e office ", masking: "all", worksCouncil: false })).body).toEqual({
      rev: 1,
    });
    const told = await site();
    expect(told.site).toMatchObject({ place: "North office", masking: "all", keep: defaultSite.keep });
    expect(told.settingsRev).toBe(1);
    expect(told.admin?.given).toEqual([{ setting: "place", variable: "RINGSIDE_PLACE", changed: true }]);
    expect((await put({ place: "North office", masking: "all" })).body).toEqual({ rev: 1 });
    expect(await entries()).toBe(1);
  });

  test("[U3] what stands already is written once where it is confirmed: somebody looked at it", async () => {
    const { limits } = defaultSite;
    expect((await put({ limits })).body).toEqual({ rev: 0 });
    expect((await site()).decided).toEqual(["place"]);
    expect((await put({ limits }, { confirm: true })).body).toEqual({ rev: 1 });
    expect((await site()).decided).toEqual(["limits", "place"]);
    expect((await put({ limits }, { confirm: true })).body).toEqual({ rev: 1 });
  });

  const { limits, keep } = defaultSite;
  const hours = (from: string, to: string, day = 1) => ({ hours: [{ day, from, to }] });
  test.each([
    ["place", { place: " \u202e " }],
    ["place", { place: "x".repeat(61) }],
    ["masking", { masking: "some" }],
    ["worksCouncil", { worksCouncil: "yes" }],
    ["keep.rawDays", { keep: { ...keep, rawDays: 0 } }],
    ["keep.rawDays", { keep: { ...keep, rawDays: 401 } }],
    ["keep.rawDays", { keep: { ...keep, rawDays: 1.5 } }],
    ["keep.callMonths", { keep: { ...keep, callMonths: 61 } }],
    ["keep.callMonths", { keep: { rawDays: 31, callMonths: 1 } }],
    ["limits.answerWithin", { limits: { ...limits, answerWithin: 0 } }],
    ["limits.shortAbandon", { limits: { ...limits, shortAbandon: -1 } }],
    ["limits.watchAfter", { limits: { ...limits, watchAfter: 121 } }],
    ["limits.alarmAfter", { limits: { ...limits, alarmAfter: 7201 } }],
    ["hours", hours("17:00", "08:00")],
    ["hours", hours("8:00", "17:00")],
    ["hours", hours("08:00", "17:00", 8)],
    ["boards", { boards: [] }],
    ["boards", { boards: [{ ...wholeBoard, queues: ["820"] }] }],
    ["boards", { boards: [wholeBoard, wholeBoard] }],
    ["boards", { boards: [wholeBoard, { ...wholeBoard, id: "../x" }] }],
    ["boards", { boards: [wholeBoard, { ...wholeBoard, id: "a", name: "\u202e" }] }],
    ["boards", { boards: [wholeBoard, ...Array.from({ length: 100 }, (_, n) => ({ ...wholeBoard, id: `b${n}` }))] }],
    ["senders", { senders: ["10.0.0.0/33"] }],
    ["senders", { senders: ["10.0.0.1", "pbx.example"] }],
    ["put", { colour: "red" }],
  ])("[U4] what cannot be meant is refused with a sentence that names the field: %s %j", async (field, wrong) => {
    const { status, body } = await put(wrong);
    expect([status, body.detail]).toEqual([400, expect.stringContaining(field)]);
    expect(await entries()).toBe(0);
  });

  test("[U4] what is at the edge is taken", async () => {
    const boards = [wholeBoard, ...Array.from({ length: 99 }, (_, n) => ({ ...wholeBoard, id: `b${n}` }))];
    const edge = {
      place: "x".repeat(60),
      keep: { rawDays: 400, callMonths: 60 },
      limits: { answerWithin: 3600, shortAbandon: 0, watchAfter: 60, alarmAfter: 60 },
      senders: ["10.0.0.0/8", "::1", "fd00::/8"],
      boards,
      hours: [],
    };
    expect((await put(edge)).status).toBe(200);
    const told = await site();
    expect({ ...told.site, senders: told.admin?.senders }).toMatchObject(edge);
  });

  test("[U5] an admin sees which variables are set, and never what may be a secret", async () => {
    const { admin } = await site();
    const told = new Map(admin?.environment.map(({ name, set, value }) => [name, [set, value]]));
    expect(told.get("RINGSIDE_PLACE")).toEqual([true, "Test"]);
    expect(told.get("RINGSIDE_WEBHOOK_KEY")).toEqual([true, null]);
    expect(told.get("RINGSIDE_DATA")).toEqual([false, null]);
    expect(JSON.stringify(admin)).not.toContain("hush");
  });

  test("[U6] new limits judge today's calls anew, and reports of it alike", async () => {
    const [rings = "", ends = ""] = missedCall(10);
    await office.tell(rings);
    now += 10_000;
    await office.tell(ends);
    const forgiving = { ...limits, shortAbandon: 600 };
    const levels = async () => {
      const board = await office.get("/api/board");
      const report = await office.get("/api/report");
      return [board.queues[0].serviceLevel, report.queues[0].targets.shortAbandon, report.queues[0].sums.lostShortly];
    };
    expect(await levels()).toEqual([0, 5, 0]);
    await put({ limits: forgiving });
    expect(await levels()).toEqual([null, 600, 1]);
  });

  test("[U9] the directory tells the site's hours, which are those of queues without any", async () => {
    const open = [{ day: 1, from: "08:00", to: "17:00" }];
    await put({ hours: open });
    expect((await office.get("/api/directory")).hours).toEqual(open);
  });
});
