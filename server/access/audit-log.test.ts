import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AuditNote } from "#lib/access/audit-entry.ts";
import type { Principal } from "#lib/access/principal.ts";
import { AUDIT_KEEP_MS, AuditUnavailable } from "./audit.ts";
import { createAudit } from "./audit-log.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";

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

test("[I401] nor can all be taken away at once where servers share it", async () => {
  const [, { makePlace }] = places;
  const place = await makePlace();
  const database = await place.open();
  await createAudit(database, { now: () => 0 }).note(signedIn);
  await expect(database.run("TRUNCATE audit")).rejects.toThrow("only grows");
  await place.remove();
});

describe.each(places)("the audit log in $name", ({ makePlace }) => {
  let place: PlaceUnderTest;
  let now: number;
  const clock = { now: () => now };
  const open = async () => createAudit((await place.home(clock)).open(), clock);
  beforeEach(async () => {
    place = await makePlace();
    now = 1_000;
  });
  afterEach(() => place.remove());

  test("[I30] keeps who, when, what, about which thing and why, newest first, over a restart", async () => {
    const first = await open();
    await first.note(signedIn);
    now = 2_000;
    await first.note(revealed);
    first.close();

    const again = await open();
    const who = { id: "acc-1", name: "Mara", role: "agent", address: "192.0.2.7" };
    expect(await again.list(null, 10, {})).toEqual([
      { seq: 2, at: 2_000, who, kind: "number-revealed", about: revealed.about, reason: "call-back" },
      { seq: 1, at: 1_000, who, kind: "signed-in", about: null, reason: null },
    ]);
    again.close();
  });

  test("[I30] a page begins behind the entry it is told, and a filter leaves only what is asked for", async () => {
    now = 0;
    const audit = await open();
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
    await audit.note({ ...signedIn, by: { ...others, name: "Entrance" } });
    expect(await audit.people()).toEqual([
      { id: "scr-1", name: "Entrance" },
      { id: "acc-1", name: "Mara" },
    ]);
    audit.close();
  });

  test("[I31] no entry can be changed, or taken away before it is thirteen months old", async () => {
    now = 5 * AUDIT_KEEP_MS;
    const audit = await open();
    await audit.note(signedIn);
    now += AUDIT_KEEP_MS;
    await audit.note(revealed);
    const bare = await place.open();
    await expect(bare.run("UPDATE audit SET who_name = 'Nobody'")).rejects.toThrow("only grows");
    await expect(bare.run("DELETE FROM audit WHERE seq = 1")).rejects.toThrow("only grows");
    expect(await audit.list(null, 9, {})).toHaveLength(2);

    now += 1;
    expect((await audit.list(null, 9, {})).map(({ seq }) => seq)).toEqual([2]);
    await audit.forgetOld(now);
    const left = () => bare.all("SELECT seq FROM audit ORDER BY seq");
    expect(await left()).toEqual([{ seq: 1 }, { seq: 2 }]);
    await audit.note(signedIn);
    await audit.forgetOld(now);
    expect(await left()).toEqual([{ seq: 2 }, { seq: 3 }]);
    audit.close();
  });

  test("[I31] a note under a clock that is ahead takes nothing away", async () => {
    const audit = await open();
    await audit.note(signedIn);
    const trusted = now;
    now += 2 * AUDIT_KEEP_MS;
    await audit.note(revealed);
    await audit.forgetOld(trusted);
    now = trusted;
    expect((await audit.list(null, 9, {})).map(({ seq }) => seq)).toEqual([2, 1]);
    audit.close();
  });

  test("[I32] a log that cannot be written says so", async () => {
    const audit = await open();
    await (await place.open()).run("DROP TABLE audit");
    await expect(audit.note(signedIn)).rejects.toThrow(AuditUnavailable);
    await expect(audit.list(null, 9, {})).rejects.toThrow(AuditUnavailable);
    await expect(audit.people()).rejects.toThrow(AuditUnavailable);
    audit.close();
  });
});
