import type { KeyFlaw } from "#lib/protocol/api/connection-answers.ts";

/** Which key a text is. `ended`: one that was valid once. null: none that is known. */
export type KeyMatch = "current" | "previous" | "ended" | null;

/** A key that lets requests in. All in epoch ms. */
export interface ValidKey {
  readonly is: "current" | "previous";
  /** null: not known here. */
  readonly madeAt: number | null;
  /** null: it does not end by itself. */
  readonly until: number | null;
  /** When a delivery was last taken with it; null: never, as far as is known. */
  readonly lastUsedAt: number | null;
}

/** The keys that let a request in at the webhook: one, and for an overlap the one before it. */
export interface WebhookKeys {
  readonly from: "server" | "environment";
  match(text: string): KeyMatch;
  /** What can be told of a wrong key without telling a key. */
  flawOf(text: string): KeyFlaw;
  /** A delivery was taken with it. */
  used(is: ValidKey["is"]): void;
  /** Newest first. */
  valid(): readonly ValidKey[];
  /** null where the operator gives the keys: they are changed where they are given. */
  readonly kept: KeptKeys | null;
  close(): Promise<void>;
}

/** Keys of the server's own making. */
export interface KeptKeys {
  /** Whether the current key is still there in plain text. */
  showable(): boolean;
  /** The current key in plain text; from now on a delivery with it makes it unreadable. null: it is no longer there. */
  show(): Promise<string | null>;
  /** Nobody needs the plain text any more. Throws where its file cannot be removed. */
  forget(): Promise<void>;
  /**
   * Makes a new key, and returns it in plain text: it is kept nowhere. The current one becomes the previous, which ends
   * after the overlap; the one before it ends at once.
   */
  rotate(overlapMs: number): Promise<string>;
  /** Whether there was one to end. */
  endPrevious(): Promise<boolean>;
}

/** What stands in a key's place of a written address. */
const placeholder = /^(?:<?(?:your[-_ ]?)?(?:webhook[-_ ]?)?key>?|x+|\.+|…)$/i;

/** @param length of the key that is valid */
export function flawOfKey(text: string, length: number): KeyFlaw {
  if (/\s/.test(text)) return "blanks";
  if (placeholder.test(text)) return "placeholder";
  if (text.length < length) return "cut-off";
  return text.length > length ? "too-long" : "unknown";
}
