import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directoryAnswer, importPreview } from "#lib/protocol/api/directory-answers.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { type Office, openOffice } from "./office-under-test.ts";

let folder: string;
let office: Office;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-directory-"));
  writeFileSync(join(folder, "directory.csv"), "number,kind,name\n800,ivr,Menu\n102,agent,Jana N.\n");
  office = await openOffice(folder);
  const call = "callerid=420774852611&did=&id=230102104542_20";
  await office.tell(
    ...missedCall(10),
    `event=ringing&user=102&usertype=ext&${call}-0`,
    `event=hangupincoming&user=102&trtype=NotDef&${call}-1`,
  );
});
afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

const every = { targets: { answerWithin: 20, shortAbandon: 5, ringStrategy: "hunt" }, hours: null };

async function rev(): Promise<number> {
  return (await office.get("/api/board")).rev;
}

function correct(put: readonly unknown[], gone: readonly string[] = []) {
  return office.post("/api/directory", { by: "Jana", put, gone });
}

function upload(csv: string, to = "import") {
  return office.post(`/api/directory/${to}`, { by: "Jana", csv });
}

describe("the directory", () => {
  test("[D23] lists what was seen and what is listed, by number, with what each is", async () => {
    const directory = await office.get("/api/directory");
    expect(directoryAnswer.parse(directory)).toEqual({
      settingsRev: 0,
      timeZone: "UTC",
      numbers: [
        { number: "102", name: "Jana N.", kind: "agent", seenAs: "agent" },
        { number: "800", name: "Menu", kind: "ivr", seenAs: null },
        { number: "805", name: null, kind: null, seenAs: "queue" },
      ],
      queues: [{ queue: "805", name: null, rules: every, own: false }],
      hours: null,
      contacts: 0,
    });
  });

  test("[D23] a number is named, told what it is, and given back to the feed", async () => {
    const kind = "queue" as const;
    expect((await correct([{ number: " 805 ", kind, name: "Sa\u202eles" }], ["800"])).body).toEqual({ rev: 5 });
    expect(await office.get("/api/directory")).toMatchObject({
      settingsRev: 5,
      numbers: [{ number: "102" }, { number: "805", kind, name: "Sales", seenAs: "queue" }],
      queues: [{ queue: "805", name: "Sales" }],
    });
    expect((await office.get("/api/board")).queues).toMatchObject([{ queue: "805", name: "Sales" }]);
    await correct([{ number: "805", kind: null, name: " " }]);
    expect((await office.get("/api/directory")).numbers[1]).toEqual({
      number: "805",
      name: null,
      kind: null,
      seenAs: "queue",
    });
  });

  test("[D24] where nothing changes nothing is written", async () => {
    const before = await rev();
    expect((await correct([{ number: "102", kind: "agent", name: "Jana N." }], ["805", "999"])).body.rev).toBe(before);
    expect((await upload("number,kind,name\n800,ivr,Menu\n805,,\n")).body.rev).toBe(before);
    const same = await office.post("/api/queues", { by: "Jana", queue: "805", rules: null });
    expect([same.body.rev, await rev()]).toEqual([before, before]);
  });

  test("[D24] a number that is no number is refused", async () => {
    expect((await correct([{ number: "\u202e", kind: null, name: "X" }])).status).toBe(400);
    expect((await correct([{ number: "8", kind: "robot", name: "X" }])).status).toBe(400);
  });
});

describe("a queue's rules", () => {
  const rules = {
    targets: { answerWithin: 30, shortAbandon: 10, ringStrategy: "ring-all" },
    hours: [{ day: 1, from: "08:00", to: "24:00" }],
  };
  const put = (given: unknown, queue = "805") => office.post("/api/queues", { by: "Jana", queue, rules: given });

  test("[D26] are its own, or those of every queue", async () => {
    expect((await put(rules)).status).toBe(200);
    const own = await office.get("/api/directory");
    expect(directoryAnswer.parse(own).queues).toEqual([{ queue: "805", name: null, rules, own: true }]);
    const before = await rev();
    expect((await put(rules)).body.rev).toBe(before);
    expect((await put(null)).status).toBe(200);
    expect((await office.get("/api/directory")).queues).toEqual([
      { queue: "805", name: null, rules: every, own: false },
    ]);
  });

  test.each([
    { ...rules, hours: [{ day: 1, from: "17:00", to: "08:00" }] },
    { ...rules, hours: [{ day: 1, from: "08:00", to: "08:00" }] },
    { ...rules, hours: [{ day: 8, from: "08:00", to: "17:00" }] },
    { ...rules, hours: [{ day: 1, from: "8:00", to: "17:00" }] },
    { ...rules, targets: { ...rules.targets, answerWithin: 0 } },
    { ...rules, targets: { ...rules.targets, ringStrategy: "random" } },
  ])("[D26] that cannot be meant are refused: %j", async (given) => {
    expect((await put(given)).status).toBe(400);
    expect((await office.get("/api/directory")).settingsRev).toBe(0);
  });
});

describe("an import", () => {
  const csv = "Name;Kind;Number\nJana N.;agent;102\nSales;;805\nOld menu;ivr;800\nEva;agent;103\n";

  test("[D27] is previewed as what it would change, and then changes that in one act", async () => {
    const before = await rev();
    const { body: preview } = await upload(csv, "preview");
    expect(importPreview.parse(preview)).toEqual({
      faults: [],
      added: 2,
      changed: 1,
      unchanged: 1,
      changes: [
        { number: "805", before: null, after: { kind: null, name: "Sales" } },
        { number: "800", before: { kind: "ivr", name: "Menu" }, after: { kind: "ivr", name: "Old menu" } },
        { number: "103", before: null, after: { kind: "agent", name: "Eva" } },
      ],
    });
    expect(await rev()).toBe(before);
    expect((await upload(csv)).body).toEqual({ rev: before + 1 });
    const { numbers } = await office.get("/api/directory");
    expect(numbers.map(({ number, kind, name }: Record<string, unknown>) => [number, kind, name])).toEqual([
      ["102", "agent", "Jana N."],
      ["103", "agent", "Eva"],
      ["800", "ivr", "Old menu"],
      ["805", null, "Sales"],
    ]);
    expect((await upload(csv, "preview")).body).toMatchObject({ added: 0, changed: 0, unchanged: 4, changes: [] });
    expect((await upload(csv)).body).toEqual({ rev: before + 1 });
  });

  test("[D28] with a fault changes nothing; the preview tells them all", async () => {
    const faulty = "number,kind,name\n103,agent,Eva\n,agent,A\n104,robot,B\n";
    expect((await upload(faulty, "preview")).body.faults).toEqual([
      { line: 3, fault: "the entry has no number" },
      { line: 4, fault: "the entry is of no kind there is: ivr, queue, agent, group" },
    ]);
    const before = await rev();
    const { status, body } = await upload(faulty);
    expect([status, body.detail]).toEqual([400, "Nothing was imported. Line 3: the entry has no number."]);
    expect(await rev()).toBe(before);
  });

  test("[D25] takes back the directory's own file, which has no formula in it", async () => {
    await correct([
      { number: "+420 555", kind: "queue", name: "=1+1" },
      { number: "104", kind: null, name: 'A "b"; c' },
    ]);
    const answer = await fetch(`${office.url}/api/directory.csv`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="directory.csv"');
    const file = await answer.text();
    expect(file.split("\r\n")).toEqual([
      "number,kind,name,seenAs",
      "102,agent,Jana N.,agent",
      '104,,"A ""b""; c",',
      "800,ivr,Menu,",
      "805,,,queue",
      "'+420 555,queue,'=1+1,",
      "",
    ]);
    expect((await upload(file, "preview")).body).toMatchObject({ faults: [], added: 0, changed: 0, unchanged: 5 });
    await correct([], ["104", "+420 555", "800", "102"]);
    await upload(file);
    expect(await (await fetch(`${office.url}/api/directory.csv`)).text()).toBe(file);
  });

  test("[A35] is there after a restart", async () => {
    await upload(csv);
    const before = await office.get("/api/directory");
    await office.stop();
    office = await openOffice(folder);
    expect(await office.get("/api/directory")).toEqual(before);
  });
});
