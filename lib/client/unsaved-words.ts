import * as z from "zod/mini";
import { keepInTab, recallInTab } from "./tab-storage.ts";

/** What somebody was writing when the page had to be left. Another person at the same browser does not get to see it. */
export interface UnsavedWords {
  /** Of the account. */
  readonly writer: string;
  readonly fields: readonly UnsavedField[];
}

export interface UnsavedField {
  readonly label: string;
  readonly text: string;
}

const key = "ringside-unsaved";

const shape = z.object({
  writer: z.string(),
  fields: z.array(z.object({ label: z.string(), text: z.string() })),
});

export function keepUnsaved(words: UnsavedWords): void {
  if (words.fields.length > 0) keepInTab(key, JSON.stringify(words));
}

/** What `writer` left behind. What somebody else did is forgotten. */
export function unsavedOf(writer: string): readonly UnsavedField[] {
  const read = z.safeParse(shape, parsed(recallInTab(key)));
  if (read.success && read.data.writer === writer) return read.data.fields;
  forgetUnsaved();
  return [];
}

export function forgetUnsaved(): void {
  keepInTab(key, null);
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
