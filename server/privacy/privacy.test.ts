import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Office, openOffice } from "#server/http/office-under-test.ts";

const digits = "774852610";
const name = "Canarina Featherstone";
const spellings = [digits, "774 852 610", "774%20852%20610", "774-852-610", String.raw`7\u0037`];

let folder: string;
let office: Office;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-privacy-"));
  office = await openOffice(folder);
});
afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

function filesIn(path: string): string[] {
  return readdirSync(path).flatMap((entry) => {
    const file = join(path, entry);
    return statSync(file).isDirectory() ? filesIn(file) : [file];
  });
}

/** Where any of the texts stands, in any file of the data folder, in UTF-8 or UTF-16, and how. */
function tracesIn(path: string): string[] {
  return filesIn(path).flatMap((file) => {
    const bytes = readFileSync(file);
    const found = [...spellings, name, name.replace(" ", "%20"), "Canarina"].filter(
      (text) => bytes.includes(text) || bytes.includes(Buffer.from(text, "utf16le")),
    );
    return found.map((text) => `${file.slice(path.length + 1)}: ${text}`);
  });
}

const ring = (n: number, user: string, type: string, extra = "") =>
  `event=ringing&callerid=%2B420${digits}&user=${user}&usertype=${type}&did=01&phonebook=${encodeURIComponent(name)}&id=26030209000${n}_${n}-0${extra}`;

/** A caller who left traces everywhere: lost twice, named, written about, and part of what nobody understood. */
async function leaveTraces(): Promise<void> {
  await office.tell(
    ring(1, "820", "queue"),
    `event=incoming&callerid=0${digits}&user=820&finishtype=Missed&transfer=False&title=Missed call by queue 820 from 774 852 610&id=260302090001_1-0`,
    ring(2, "820", "queue", "&sip_displayname=Canarina"),
    "nonsense about 774%20852%20610 by Canarina",
    "event=ringing&callerid=0555222333&user=820&usertype=queue&did=01&id=260302090003_3-0",
  );
  await office.post("/api/contacts", { by: "Jana", number: `+420 ${digits}`, name });
  const [row] = (await office.get("/api/board")).missed;
  await office.post("/api/missed", {
    by: "Jana",
    id: row.id,
    deed: "attempt",
    note: `${name} is at 774-852-610`,
    seen: row.changes,
  });
}

const erase = (confirm = digits) =>
  office.post("/api/privacy/erase", { by: "Jana", number: `+420 ${digits}`, confirm });

test("[E12] [E13] of an erased caller no file has a trace, and every sum stays", async () => {
  await leaveTraces();
  await office.post("/api/privacy/backup", { by: "Jana" });
  await office.stop();
  office = await openOffice(folder);
  const before = await office.get("/api/board");
  const traces = tracesIn(folder).map((trace) => trace.split(":")[0]);
  expect(traces).toContain("ringside.db");
  expect(traces.some((trace) => trace?.startsWith("backups/"))).toBe(true);
  expect(await erase()).toMatchObject({ status: 200, body: { calls: 2 } });
  expect(tracesIn(folder)).toEqual([]);
  const after = await office.get("/api/board");
  expect(after.today).toEqual(before.today);
  expect(after.queues).toEqual(before.queues);
  expect(after.missed).toMatchObject([
    { caller: expect.stringMatching(/^erased-[a-z]{8}$/), callerName: null, count: 1 },
  ]);
  expect(JSON.stringify(await office.get("/api/calls"))).not.toContain(digits);
  await office.stop();
  expect(tracesIn(folder)).toEqual([]);
  office = await openOffice(folder);
  const again = await office.get("/api/board");
  expect({ ...again, at: "" }).toEqual({ ...after, at: "" });
});

test("[E14] a folder without its checkpoint and its history is folded to the same board without the caller", async () => {
  await leaveTraces();
  await erase();
  const after = await office.get("/api/board");
  await office.stop();
  for (const file of ["calls.db", "past.db"]) rmSync(join(folder, file), { force: true });
  office = await openOffice(folder);
  expect({ ...(await office.get("/api/board")), at: "", settingsRev: 0 }).toEqual({ ...after, at: "", settingsRev: 0 });
});

test("[E15] everything about a number is found, counted and exported; another number's is not", async () => {
  await leaveTraces();
  const found = await office.post("/api/privacy/find", { by: "Jana", number: `00420${digits}` });
  expect(found.body).toEqual({ contacts: 1, calls: 2, missed: 1, deliveries: 4, raw: 4, acts: 2 });
  const all = await office.post("/api/privacy/export", { by: "Jana", number: digits });
  expect(all.body.contact).toEqual({ number: `+420 ${digits}`, name });
  expect(all.body.deliveries.map(({ query }: { query: string }) => query.slice(0, 8))).toEqual([
    "event=ri",
    "event=in",
    "event=ri",
    "nonsense",
  ]);
  expect(JSON.stringify(all.body)).not.toContain("0555222333");
  await erase();
  const gone = await office.post("/api/privacy/find", { by: "Jana", number: digits });
  expect(gone.body).toEqual({ contacts: 0, calls: 0, missed: 0, deliveries: 0, raw: 0, acts: 0 });
});

test("[E16] a caller who withheld the number is erased by a call", async () => {
  await office.tell(
    `event=ringing&callerid=anonymous&user=820&usertype=queue&phonebook=${encodeURIComponent(name)}&id=260302090001_1-0`,
  );
  const call = "260302090001_1";
  expect(await office.post("/api/privacy/erase", { by: "Jana", call, confirm: call })).toMatchObject({ status: 200 });
  expect(tracesIn(folder)).toEqual([]);
  expect((await office.get("/api/board")).calls).toMatchObject([{ id: call, callerName: null }]);
});

test.each([
  [{ number: "820" }, "number needs at least 7 digits."],
  [{ number: "anonymous" }, "number needs at least 7 digits."],
  [{ call: "x" }, "call is no id of a call."],
  [{}, "number is missing, or not what it must be."],
  [{ number: digits, confirm: "774852611" }, "confirm is not the same number."],
])("[E17] %j is nobody who could be erased", async (who, detail) => {
  expect(await office.post("/api/privacy/erase", { by: "Jana", confirm: "", ...who })).toMatchObject({
    status: 400,
    body: { detail },
  });
});

test("[E18] what is erased is exported as a capture that replays to the same board", async () => {
  await leaveTraces();
  await erase();
  const board = await office.get("/api/board");
  const environment = { ...process.env, RINGSIDE_DATA: folder };
  const capture = execFileSync("node", ["server/commands/export.ts"], { env: environment, encoding: "utf8" });
  expect(capture).not.toContain(digits);
  rmSync(join(folder, "capture"), { force: true });
  const { writeFileSync } = await import("node:fs");
  writeFileSync(join(folder, "capture"), capture);
  const replayed = execFileSync("node", ["server/commands/replay.ts", join(folder, "capture"), "--at", board.at], {
    env: environment,
    encoding: "utf8",
  });
  expect(JSON.parse(replayed).board.missed).toEqual(board.missed);
});
