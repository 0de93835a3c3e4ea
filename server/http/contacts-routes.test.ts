import { afterEach, beforeEach, expect, test } from "vitest";
import { contactsAnswer, importPreview } from "#lib/protocol/api/directory-answers.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { type Office, openOffice } from "./office-under-test.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice(null);
});
afterEach(() => office.stop());

function name(number: string, called: string | null) {
  return office.post("/api/contacts", { by: "Jana", number, name: called });
}

function upload(csv: string, to = "import") {
  return office.post(`/api/contacts/${to}`, { by: "Jana", csv });
}

async function found(find: string): Promise<string[]> {
  const answer = contactsAnswer.parse(await office.get(`/api/contacts?find=${encodeURIComponent(find)}`));
  return answer.contacts.map((contact) => contact.name);
}

test("[D29] a contact is known by the last nine digits, in any spelling", async () => {
  await office.tell(...missedCall(10));
  await name("+420 774 852 610", "Ada");
  expect((await office.get("/api/board")).missed).toMatchObject([{ callerName: "Ada" }]);
  await name("774852610", "Ada B.");
  expect(await office.get("/api/contacts")).toEqual({ count: 1, contacts: [{ number: "774852610", name: "Ada B." }] });
  expect((await name("00420774852610", null)).body).toEqual({ rev: 5 });
  expect(await office.get("/api/contacts")).toEqual({ count: 0, contacts: [] });
});

test("[D24] where nothing changes nothing is written", async () => {
  await name("774852610", "Ada");
  for (const answer of [await name("774852610", "Ada"), await name("118", null), await name("119", " ")]) {
    expect(answer).toMatchObject({ status: 200, body: { rev: 1 } });
  }
  expect((await upload("number,name\n+420774852610,Ada\n")).body).toEqual({ rev: 1 });
});

test("[D29] a number without digits is nobody's", async () => {
  expect(await name("anonymous", "Ada")).toMatchObject({ status: 400, body: { detail: "number has no digits." } });
});

test("[D29] contacts are found by a part of name or number, the first hundred by name", async () => {
  await upload("number,name\n+420 774 852 610,Ada Bell\n118,bo\n+1 (555) 0100,Cy 7\n");
  expect(await found("")).toEqual(["Ada Bell", "bo", "Cy 7"]);
  expect(await found("B")).toEqual(["Ada Bell", "bo"]);
  expect(await found("485-26")).toEqual(["Ada Bell"]);
  expect(await found("7")).toEqual(["Ada Bell", "Cy 7"]);
  expect(await found("cy 7")).toEqual(["Cy 7"]);
  expect(await found("x1")).toEqual([]);
  const rows = Array.from({ length: 300 }, (_, n) => `${5000 + n},N${String(n).padStart(3, "0")}`);
  await upload(`number,name\n${rows.join("\n")}`);
  const answer = await office.get("/api/contacts?find=n");
  expect([answer.count, answer.contacts.length, answer.contacts[99].name]).toEqual([300, 100, "N099"]);
});

test("[D27] an import adds to what is known, as its preview says", async () => {
  await name("774852610", "Ada");
  const csv = "name;number\nAda B.;+420774852610\nBo;118\n";
  expect(importPreview.parse((await upload(csv, "preview")).body)).toEqual({
    faults: [],
    added: 1,
    changed: 1,
    unchanged: 0,
    changes: [
      { number: "+420774852610", before: { kind: null, name: "Ada" }, after: { kind: null, name: "Ada B." } },
      { number: "118", before: null, after: { kind: null, name: "Bo" } },
    ],
  });
  expect((await upload(csv)).body).toEqual({ rev: 2 });
  expect(await found("")).toEqual(["Ada B.", "Bo"]);
  expect((await office.get("/api/directory")).contacts).toBe(2);
});

test("[D21] twenty thousand contacts are one act; one more is a fault, and the preview shows two hundred", async () => {
  const csv = (rows: number) =>
    `number,name\n${Array.from({ length: rows }, (_, n) => `+42077${1_000_000 + n},Person ${n}`).join("\n")}`;
  const { body } = await upload(csv(20_000), "preview");
  expect([body.added, body.changes.length]).toEqual([20_000, 200]);
  expect((await upload(csv(20_000))).body).toEqual({ rev: 1 });
  expect(await upload(csv(20_001))).toMatchObject({
    status: 400,
    body: { detail: "Nothing was imported. Line 20002: the entry is one too many: at most 20000 are taken at once." },
  });
  expect((await office.get("/api/contacts")).count).toBe(20_000);
});

test("[D25] the contacts' own file is taken back, and has no formula in it", async () => {
  await name("+420774852610", "=HYPERLINK(1)");
  await name("118", 'O\'Hara, "Bo"');
  const file = await (await fetch(`${office.url}/api/contacts.csv`)).text();
  expect(file).toBe('number,name\r\n\'+420774852610,\'=HYPERLINK(1)\r\n118,"O\'Hara, ""Bo"""\r\n');
  expect((await upload(file, "preview")).body).toMatchObject({ faults: [], added: 0, changed: 0, unchanged: 2 });
});
