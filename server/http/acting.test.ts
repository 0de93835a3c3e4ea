import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import { type Office, openOffice } from "./office-under-test.ts";

const name = { by: "Jana", number: "774852610", name: "Ada" };

let folder: string;
let office: Office;
let logged: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-acting-"));
  logged = "";
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged += chunk.toString();
      done();
    },
  });
  office = await openOffice(folder, { log: pino({ level: "trace" }, sink) });
});
afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("[A20] an act is answered with its position once it is on the board", async () => {
  const { status, body, headers } = await office.post("/api/contacts", name);
  expect({ status, body }).toEqual({ status: 200, body: { rev: 1 } });
  expect(headers.get("cache-control")).toBe("no-store");
  expect((await office.get("/api/board")).settingsRev).toBe(1);
  expect((await office.get("/api/contacts")).contacts).toEqual([{ number: "774852610", name: "Ada" }]);
});

test.each([["http://evil.example"], ["null"], [""], ["http://127.0.0.1"]])(
  "[A21] a page of %j cannot act",
  async (origin) => {
    const { status, body } = await office.post("/api/contacts", name, { origin });
    expect([status, body.detail]).toEqual([403, "Only pages of this server can do that."]);
    expect((await office.get("/api/board")).rev).toBe(0);
  },
);

test("[A21] who tells no origin cannot act", async () => {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${office.url}/api/contacts`, { method: "POST", headers, body: JSON.stringify(name) });
  expect(answer.status).toBe(403);
  expect((await office.get("/api/board")).rev).toBe(0);
});

test.each([
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json-patch+json",
])("[A22] %s is what a form of another page can send, or no JSON", async (type) => {
  expect((await office.post("/api/contacts", name, { "content-type": type })).status).toBe(415);
  expect((await office.get("/api/board")).rev).toBe(0);
});

test("[A22] a charset is no other type; a compressed body is", async () => {
  const json = { "content-type": "Application/JSON; charset=utf-8" };
  expect((await office.post("/api/contacts", name, json)).status).toBe(200);
  expect((await office.post("/api/contacts", name, { "content-encoding": "gzip" })).status).toBe(415);
});

test.each<[unknown, string]>([
  ["{", "The request is not what this address takes."],
  ["null", "The request is not what this address takes."],
  ["[]", "The request is not what this address takes."],
  [{ ...name, by: undefined }, "by is missing, or not what it must be."],
  [{ ...name, by: "" }, "by is too short."],
  [{ ...name, by: " \u202e\u0007 " }, "by is too short."],
  [{ ...name, by: "x".repeat(61) }, "by is too large."],
  [{ ...name, number: 7 }, "number is missing, or not what it must be."],
  [{ ...name, name: "x".repeat(201) }, "name is too large."],
])("[A23] %j is answered 400 with one sentence that repeats nothing of it", async (request, detail) => {
  const { status, body } = await office.post("/api/contacts", request);
  expect({ status, detail: body.detail }).toEqual({ status: 400, detail });
  expect((await office.get("/api/board")).rev).toBe(0);
});

test("[A23] bytes that are no UTF-8 are no JSON", async () => {
  const headers = { "content-type": "application/json", origin: office.url };
  const body = Buffer.from(JSON.stringify({ ...name, name: "Ren\xe9" }), "latin1");
  const answer = await fetch(`${office.url}/api/contacts`, { method: "POST", headers, body });
  expect(answer.status).toBe(400);
});

test("[A24] 64 KiB are taken, a byte more is 413; an import may be larger", async () => {
  const padded = (bytes: number) => JSON.stringify(name).padEnd(bytes, " ");
  expect((await office.post("/api/contacts", padded(64 * 1024))).status).toBe(200);
  expect((await office.post("/api/contacts", padded(64 * 1024 + 1))).status).toBe(413);
  const csv = `number,name\n${`${" ".repeat(999)}\n`.repeat(1_900)}`;
  expect((await office.post("/api/contacts/import", { by: "Jana", csv })).status).toBe(200);
  expect((await office.post("/api/contacts/import", { by: "Jana", csv: csv.padEnd(2_500_000, " ") })).status).toBe(413);
});

test("[A25] what is invisible does not get into the journal with a name or a note", async () => {
  await office.post("/api/contacts", { by: "Ja\u202ena\u0000", number: "774\u200b852610", name: "A\u202eda\nB" });
  expect((await office.get("/api/contacts")).contacts).toEqual([{ number: "774852610", name: "Ada B" }]);
  const database = new DatabaseSync(join(folder, "ringside.db"), { readOnly: true });
  const [row] = database.prepare("SELECT act FROM entry").all();
  database.close();
  expect(JSON.parse(String(row?.["act"]))).toEqual({
    of: "contacts",
    by: "Jana",
    put: [{ number: "774852610", name: "Ada B" }],
    gone: [],
  });
});

test("[A26] what cannot be saved is answered 503 with Retry-After, and is not done", async () => {
  const rival = new DatabaseSync(join(folder, "ringside.db"));
  rival.exec("BEGIN IMMEDIATE");
  const { status, headers, body } = await office.post("/api/contacts", name);
  expect([status, headers.get("retry-after"), body.detail]).toEqual([
    503,
    "2",
    "It could not be saved, and is not done.",
  ]);
  rival.close();
  expect((await office.get("/api/contacts")).count).toBe(0);
  expect((await office.post("/api/contacts", name)).status).toBe(200);
});

test("[A27] nothing of what is sent is logged, taken or refused", async () => {
  const secret = { by: "Jana Confidential", number: "+420774852610", name: "Ada Confidential" };
  await office.post("/api/contacts", secret);
  await office.post("/api/contacts", { ...secret, number: 7 });
  await office.post("/api/contacts", `{"by":"Jana Confidential",`);
  await office.post("/api/contacts/import", { by: "Jana Confidential", csv: "number,name\n,Ada Confidential" });
  await office.post("/api/contacts", secret, { origin: "http://evil.example" });
  expect(logged).not.toMatch(/Confidential|774852610/);
});

test("[A20] other methods are answered 405 with those that are taken", async () => {
  await office.stop();
  office = await openOffice(null, { log: createLogger("silent") });
  const answers = await Promise.all(
    [
      ["/api/missed", "GET"],
      ["/api/queues", "GET"],
      ["/api/directory", "DELETE"],
      ["/api/contacts/import", "GET"],
    ].map(async ([path = "", method = ""]) => {
      const answer = await fetch(`${office.url}${path}`, { method });
      return [path, answer.status, answer.headers.get("allow")];
    }),
  );
  expect(answers).toEqual([
    ["/api/missed", 405, "POST"],
    ["/api/queues", 405, "POST"],
    ["/api/directory", 405, "GET, HEAD, POST"],
    ["/api/contacts/import", 405, "POST"],
  ]);
});
