import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Office, openOffice } from "#server/http/office-under-test.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import { canary, tracedFiles, tracesIn } from "./traces-under-test.ts";

const { digits, name } = canary;
const key = "a-key-of-more-than-thirty-two-letters";

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
  const files = [...tracedFiles(folder)];
  expect(files).toContain("ringside.db");
  expect(files.some((file) => file.startsWith("backups/"))).toBe(true);
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

test("[E803] an erasure is told of from the asking to its end, and what came of it after", async () => {
  await leaveTraces();
  expect(await office.get("/api/privacy")).toMatchObject({ erasing: false, erased: null });
  const asked = erase();
  let busy = false;
  for (let told = await office.get("/api/privacy"); told.erased === null; told = await office.get("/api/privacy")) {
    busy ||= told.erasing;
  }
  expect(busy).toBe(true);
  const { body } = await asked;
  expect(await office.get("/api/privacy")).toMatchObject({ erasing: false, erased: body });
});

test("[E38] a backup that is asked for while another is made is refused with a sentence", async () => {
  mkdirSync(join(folder, "backups"));
  const release = claimFile(join(folder, "backups"));
  expect(await office.post("/api/privacy/backup", { by: "Jana" })).toMatchObject({
    status: 409,
    body: { detail: expect.stringMatching(/^Another backup is being made in .*: try again once it is done\.$/) },
  });
  release();
  expect(await office.post("/api/privacy/backup", { by: "Jana" })).toMatchObject({ status: 200 });
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

test("[E17] a number that is none, or is not typed twice alike, is nobody who could be erased", async () => {
  const refused: readonly (readonly [object, string])[] = [
    [{ number: "820" }, "number needs at least 7 digits."],
    [{ number: "anonymous" }, "number needs at least 7 digits."],
    [{ call: "x" }, "call is no id of a call."],
    [{}, "number is missing, or not what it must be."],
    [{ number: digits, confirm: "774852611" }, "confirm is not the same number."],
  ];
  for (const [who, detail] of refused) {
    const answer = await office.post("/api/privacy/erase", { by: "Jana", confirm: "", ...who });
    expect(answer).toMatchObject({ status: 400, body: { detail } });
  }
});

test("[E18] what is erased is exported as a capture that replays to the same board", async () => {
  await leaveTraces();
  await erase();
  const board = await office.get("/api/board");
  const environment = { ...process.env, RINGSIDE_DATA: folder };
  const capture = execFileSync("node", ["server/commands/export.ts"], { env: environment, encoding: "utf8" });
  expect(capture).not.toContain(digits);
  writeFileSync(join(folder, "capture"), capture);
  const replayed = execFileSync("node", ["server/commands/replay.ts", join(folder, "capture"), "--at", board.at], {
    env: environment,
    encoding: "utf8",
  });
  expect(JSON.parse(replayed).board.missed).toEqual(board.missed);
});

test("[E22] neither what a server says nor its files tell of an erased caller", async () => {
  const home = join(folder, "process");
  const server = spawn("node", ["server/bare-main.child.ts"], {
    env: {
      ...process.env,
      RINGSIDE_DATA: home,
      RINGSIDE_ACCESS: "open",
      HOST: "127.0.0.1",
      PORT: "0",
      RINGSIDE_WEBHOOK_KEY: key,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ready = Promise.withResolvers<string>();
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (piece: Buffer) => {
      said += piece.toString();
      const url = /The wall: +(\S+)\/wall/.exec(said)?.[1];
      if (url !== undefined) ready.resolve(url);
    });
  }
  const gone = once(server, "exit");
  void gone.then(() => ready.reject(new Error(said)));
  const url = await ready.promise;
  await fetch(`${url}/api/webhook/${key}?${ring(1, "820", "queue")}`);
  await fetch(`${url}/api/webhook/${key}?nonsense ${digits}`);
  const asked = (path: string, body: object) =>
    fetch(`${url}/api/privacy/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: url },
      body: JSON.stringify({ by: "Jana", ...body }),
    });
  expect((await asked("find", { number: digits })).status).toBe(200);
  expect(tracesIn(home)).not.toEqual([]);
  expect((await asked("erase", { number: digits, confirm: digits })).status).toBe(200);
  server.kill("SIGKILL");
  await gone;
  expect(tracesIn(home)).toEqual([]);
  expect(said).not.toContain(digits);
  expect(said).not.toContain("Canarina");
});
