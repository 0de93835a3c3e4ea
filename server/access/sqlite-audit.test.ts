import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, test } from "vitest";
import type { AuditNote } from "#lib/access/audit-entry.ts";
import type { Principal } from "#lib/access/principal.ts";
import { AuditUnavailable } from "./audit.ts";
import { AUDIT_KEEP_MS, createSqliteAudit } from "./sqlite-audit.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function file(): string {
  const folder = mkdtempSync(join(tmpdir(), "ringside-audit-"));
  folders.push(folder);
  return join(folder, "access.db");
}

const mara: Principal = {
  is: "account",
  accountId: "acc-1",
  sessionId: "ses-1",
  name: "Mara",
  role: "agent",
  extension: "204",
};
const revealed: AuditNote = {
  by: mara,
  address: "192.0.2.7",
  kind: "number-revealed",
  about: { of: "missed", id: "26030209001201@1772442012000", name: null },
  reason: "call-back",
};
const signedIn: AuditNote = { by: mara, address: "192.0.2.7", kind: "signed-in", about: null };

test("[I30] the audit log keeps who, when, what, about which thing and why, newest first, over a restart", async () => {
  const path = file();
  let now = 1_000;
  const clock = { now: () => now };
  const first = createSqliteAudit(path, clock);
  await first.note(signedIn);
  now = 2_000;
  await first.note(revealed);
  first.close();

  const again = createSqliteAudit(path, clock);
  const who = { id: "acc-1", name: "Mara", role: "agent", address: "192.0.2.7" };
  expect(await again.list(null, 10, {})).toEqual([
    { seq: 2, at: 2_000, who, kind: "number-revealed", about: revealed.about, reason: "call-back" },
    { seq: 1, at: 1_000, who, kind: "signed-in", about: null, reason: null },
  ]);
  again.close();
});

test("[I30] a page begins behind the entry it is told, and a filter leaves only what is asked for", async () => {
  let now = 0;
  const audit = createSqliteAudit(":memory:", { now: () => now });
  const others: Principal = { is: "screen", screenId: "scr-1", name: "Hall", board: "all" };
  for (const note of [signedIn, revealed, { ...signedIn, by: others }, { ...revealed, by: others }]) {
    now += 1_000;
    await audit.note(note);
  }
  const seqs = async (...of: Parameters<typeof audit.list>) => (await audit.list(...of)).map(({ seq }) => seq);
  expect(await seqs(null, 2, {})).toEqual([4, 3]);
  expect(await seqs(3, 2, {})).toEqual([2, 1]);
  expect(await seqs(null, 9, { who: "scr-1" })).toEqual([4, 3]);
  expect(await seqs(null, 9, { kind: "number-revealed" })).toEqual([4, 2]);
  expect(await seqs(null, 9, { from: 2_000, to: 4_000 })).toEqual([3, 2]);
  expect(await seqs(4, 9, { kind: "number-revealed", who: "acc-1" })).toEqual([2]);
  expect(await audit.people()).toEqual([
    { id: "scr-1", name: "Hall" },
    { id: "acc-1", name: "Mara" },
  ]);
  audit.close();
});

test("[I31] no entry can be changed, or taken away before it is thirteen months old", async () => {
  const path = file();
  let now = 5 * AUDIT_KEEP_MS;
  const audit = createSqliteAudit(path, { now: () => now });
  await audit.note(signedIn);
  now += AUDIT_KEEP_MS;
  await audit.note(revealed);
  const bare = new DatabaseSync(path);
  expect(() => bare.exec("UPDATE audit SET who_name = 'Nobody'")).toThrow("only grows");
  expect(() => bare.exec("DELETE FROM audit WHERE seq = 1")).toThrow("only grows");
  bare.close();
  expect(await audit.list(null, 9, {})).toHaveLength(2);

  now += 1;
  expect((await audit.list(null, 9, {})).map(({ seq }) => seq)).toEqual([2]);
  await audit.note(signedIn);
  const after = new DatabaseSync(path);
  expect(after.prepare("SELECT seq FROM audit").all()).toEqual([{ seq: 2 }, { seq: 3 }]);
  after.close();
  audit.close();
});

test("[I32] a log that cannot be written says so", async () => {
  const path = file();
  const audit = createSqliteAudit(path, { now: () => 0 });
  const bare = new DatabaseSync(path);
  bare.exec("DROP TABLE audit");
  bare.close();
  await expect(audit.note(signedIn)).rejects.toThrow(AuditUnavailable);
  await expect(audit.list(null, 9, {})).rejects.toThrow(AuditUnavailable);
  audit.close();
});
