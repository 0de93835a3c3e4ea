import type { KindEvidence } from "#lib/call/kind-evidence.ts";
import type { DirectoryEntry } from "./directory.ts";
import type { QueueRules } from "./queue-rules.ts";
import type { SiteSettings } from "./site-settings.ts";

/**
 * What a person did at a screen. It stands in the journal beside the deliveries, in the same order, so it survives a
 * restart, replays, and reaches every screen. `by` is the name the person gave.
 */
export type Act = MissedAct | DirectoryAct | QueueAct | ContactsAct | SiteAct | RetentionAct;

/** What can be done with the row of a missed caller. */
export type MissedDeed = "claim" | "release" | "attempt" | "done" | "not-needed" | "reopen" | "undo";

export interface MissedAct {
  readonly of: "missed";
  /** The row's `id`. */
  readonly id: string;
  readonly deed: MissedDeed;
  readonly by: string;
  /** The person's account, which tells two of one name apart; absent: the server asked nobody who they are. */
  readonly byId?: string;
  readonly note: string | null;
  /** The row's `changes` as the person saw it: an undo takes back that change or none. */
  readonly seen: number;
}

/** Numbers named, told what they are, or given back to what the feed says of them. */
export interface DirectoryAct {
  readonly of: "directory";
  readonly by: string;
  readonly put: readonly DirectoryEntry[];
  readonly gone: readonly string[];
}

/** A queue's own rules; null: those of every queue. */
export interface QueueAct {
  readonly of: "queue";
  readonly by: string;
  readonly queue: string;
  readonly rules: QueueRules | null;
}

export interface ContactsAct {
  readonly of: "contacts";
  readonly by: string;
  readonly put: readonly Contact[];
  /** Numbers. */
  readonly gone: readonly string[];
}

/** A caller with a name of the operator's own; numbers are matched on their last nine digits. */
export interface Contact {
  readonly number: string;
  readonly name: string;
}

/** Settings of the whole site; what is not named stays. */
export interface SiteAct {
  readonly of: "site";
  readonly by: string;
  readonly put: Partial<SiteSettings>;
}

/**
 * What is older than `before` (epoch ms) is no longer kept: rows of missed callers of that age go. What the deliveries that
 * go with them had shown of numbers stands here, so that a fold without them reads the others as one with them does.
 */
export interface RetentionAct {
  readonly of: "retention";
  readonly before: number;
  readonly kinds: readonly (readonly [string, KindEvidence])[];
}
