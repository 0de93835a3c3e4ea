import type { KeptEntry } from "#server/journal/kept-entry.ts";

/** Something that is said to the server, and how the journal shows that it was kept. */
export interface Telling {
  readonly method: "GET" | "POST";
  /** From the root on, with the query. */
  readonly path: string;
  readonly contentType: string | null;
  readonly body: string | null;
  isIn(entry: KeptEntry): boolean;
}
