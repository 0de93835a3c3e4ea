import type { AuditNote } from "#lib/access/audit-entry.ts";
import { AuditUnavailable } from "./audit.ts";

/** A log that takes every note, for tests of what is noted. */
export interface Notes {
  readonly notes: AuditNote[];
  note(note: AuditNote): Promise<void>;
}

export function createNotes(): Notes {
  const notes: AuditNote[] = [];
  return { notes, note: async (note) => void notes.push(note) };
}

/** A log that can be written no more. */
export const fullLog = {
  async note(): Promise<void> {
    throw new AuditUnavailable("The disk is full.");
  },
};
