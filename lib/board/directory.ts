/** What the operator says a number is. `group` is a ring group: the feed never names one, but a screen may. */
export type DirectoryKind = "ivr" | "queue" | "agent" | "group";

export interface DirectoryEntry {
  readonly number: string;
  /** null: what the feed says it is. */
  readonly kind: DirectoryKind | null;
  readonly name: string | null;
}

export type Directory = ReadonlyMap<string, DirectoryEntry>;
