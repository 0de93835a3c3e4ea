/** What a key does in the worklist. */
export type Command =
  | "down"
  | "up"
  | "first"
  | "last"
  | "open"
  | "close"
  | "claim"
  | "call"
  | "attempt"
  | "done"
  | "not-needed"
  | "undo"
  | "search"
  | "help";

/** Single letters, which can be turned off (WCAG 2.1.4): a voice or a cat on the keyboard must not close rows. */
const letters: ReadonlyMap<string, Command> = new Map([
  ["j", "down"],
  ["k", "up"],
  ["t", "claim"],
  ["c", "call"],
  ["a", "attempt"],
  ["d", "done"],
  ["n", "not-needed"],
  ["u", "undo"],
  ["/", "search"],
  ["?", "help"],
]);

/** Keys that mean this in any list; they work on the row that has the focus alone, and stay. */
const listKeys: ReadonlyMap<string, Command> = new Map([
  ["ArrowDown", "down"],
  ["ArrowUp", "up"],
  ["Home", "first"],
  ["End", "last"],
  ["Enter", "open"],
]);

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export interface KeyPlace {
  /** The single letters are wanted. */
  readonly letters: boolean;
  /** The focus is in something that takes text or letters of its own. */
  readonly typing: boolean;
  /** The focus is on a row itself, not on a button in it. */
  readonly onRow: boolean;
}

/** What a key press asks for; null: nothing of ours. */
export function commandOf(press: KeyPress, place: KeyPlace): Command | null {
  if (place.typing || press.ctrlKey || press.metaKey || press.altKey) return null;
  if (press.key === "Escape") return "close";
  const listed = listKeys.get(press.key);
  if (listed !== undefined) return place.onRow ? listed : null;
  return place.letters ? (letters.get(press.key.toLowerCase()) ?? null) : null;
}
