import type { AuditNote } from "#lib/access/audit-entry.ts";
import { whoOf } from "#lib/access/audit-entry.ts";
import type { Clock } from "#server/clock.ts";
import type { Audit } from "./audit.ts";

/** ms. A page that renews what it shows every few seconds is one look at it. */
const SAME_LOOK_MS = 30 * 60_000;
/** Looks remembered: beyond them one is noted twice rather than memory grown. */
const MOST_LOOKS = 10_000;

/** Notes what is asked again and again once for each look. Rejects with `AuditUnavailable`, and then notes it the next time. */
export type NoteOnce = (note: AuditNote) => Promise<void>;

export function createNoteOnce(audit: Pick<Audit, "note">, clock: Clock): NoteOnce {
  const looks = new Map<string, number>();
  return async (note) => {
    const { id, role, address } = whoOf(note.by, note.address);
    const look = JSON.stringify([id, role, address, note.kind, note.about]);
    const now = clock.now();
    const last = looks.get(look);
    if (last !== undefined && now - last < SAME_LOOK_MS) return;
    await audit.note(note);
    if (looks.size >= MOST_LOOKS) looks.clear();
    looks.set(look, now);
  };
}
