import type { Principal } from "#lib/access/principal.ts";
import type { NoteOnce } from "./note-once.ts";

/** Notes that somebody looks at the figures of one person; not where that person does. */
export type NotePerson = (by: Principal, address: string, extension: string | null) => Promise<void>;

export function createNotePerson(noteOnce: NoteOnce): NotePerson {
  return async (by, address, extension) => {
    // An open server knows nobody, so not who looks at themselves either.
    if (by.is !== "account" || extension === null || extension === by.extension) return;
    const about = { of: "agent", id: extension, name: null } as const;
    await noteOnce({ by, address, kind: "person-reported", about });
  };
}
