import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { openClosedOffice, postTo } from "./http/office-under-test.ts";
import { createDatabaseUnderTest } from "./postgres/database-under-test.ts";

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
});

const places = [
  { name: "SQLite", make: async () => null },
  { name: "PostgreSQL", make: createDatabaseUnderTest },
] as const;

describe.each(places)("on $name", ({ make }) => {
  test("[L411] NUL in any text that a person may say is left out, or stands for nothing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ringside-nul-"));
    endings.push(() => rmSync(folder, { recursive: true, force: true }));
    const office = await openClosedOffice(folder, {}, { databaseUrl: await make() });
    endings.push(office.stop);
    const { admin, url } = office;
    const person = { email: "bob@office.example", name: "B\0ob", role: "agent", extension: "1\x0001" };
    const made = await admin.post("/api/accounts", { ...person, password: "a word for one morning" });
    expect([made.status, made.body.account]).toMatchObject([200, { name: "Bob", extension: "101" }]);
    const by = "A\0da";
    const look = { k: null, theme: "dark", sound: false };
    const nowhere = { ...person, id: "\0", name: "\0x" };
    const posted = [
      [401, "/api/sign-in", { email: "bob\0@office.example", password: "any\0" }],
      [400, "/api/accounts", { ...person, email: "b\0ob@office.example", password: "a word for one morning" }],
      [404, "/api/accounts/change", nowhere],
      [404, "/api/accounts/reset", { id: "\0", password: "a word for one morning" }],
      [404, "/api/accounts/remove", { id: "\0" }],
      [200, "/api/sessions/revoke", { sessionId: "\0" }],
      [200, "/api/sessions/revoke", { accountId: "\0" }],
      [404, "/api/screens/change", { by, id: "\0", name: "\0x", board: "all", look, expiresAt: null }],
      [404, "/api/screens/command", { by, id: "\0", do: "identify" }],
      [404, "/api/screens/revoke", { by, id: "\0" }],
      [404, "/api/screens/approve", { by, code: "\0", name: "\0x", board: "all", look, expiresAt: null }],
      [401, "/api/pairing", { token: "\0" }],
      [404, "/api/missed", { by, id: "\0", deed: "claim", note: "\0", seen: 0 }],
      [200, "/api/contacts", { by, number: "0552\x00221133", name: "A\0B" }],
      [200, "/api/directory", { by, put: [{ number: "10\x001", name: "A\0B", kind: "agent" }], gone: [] }],
      [400, "/api/directory", { by, put: [], gone: ["\0"] }],
      [200, "/api/contacts/preview", { by, csv: "number,name\n055222\x001133,A\0B\n" }],
      [200, "/api/privacy/find", { by, number: "0552\x00221133" }],
      [200, "/api/privacy/erase", { by, number: "0552\x00221133", confirm: "0552221133" }],
    ] as const;
    const answers: unknown[] = [];
    for (const [, path, body] of posted) {
      const { status } = path === "/api/sign-in" ? await postTo(url, path, body) : await admin.post(path, body);
      answers.push([status, path, body]);
    }
    expect(answers).toEqual(posted);
    const asked = [
      [200, "calls?caller=%00&queue=%00&agent=%00"],
      [200, "calls.csv?caller=055%00&queue=%00"],
      [404, "call?id=%00"],
      [200, "callers?numbers=%00"],
      [200, "audit?who=%00"],
      [200, "report?queue=%00"],
      [404, "figures/%00"],
      [200, "desk?extension=%00"],
      [200, "board?board=%00"],
      [400, "deliveries?before=%00"],
      [401, "webhook/%00"],
    ] as const;
    const told: unknown[] = [];
    for (const [, question] of asked) told.push([(await admin.fetch(`/api/${question}`)).status, question]);
    expect(told).toEqual(asked);
  });
});
