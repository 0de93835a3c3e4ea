import type { Contact, Miss } from "#lib/call/call-shares.ts";
import type { MissedDeed } from "./act.ts";
import type { ArchivedCall } from "./archived-call.ts";
import type { Attempt, MissedCaller, Resolution } from "./board.ts";

/** `letGo`: the call, once the board holds it no more: what its numbers are may still turn out to be something else. */
export interface KnownMiss extends Miss {
  readonly letGo?: ArchivedCall;
}

/** What befell one caller: the calls nobody answered, the times somebody spoke to them, what people did. Each by time. */
export interface CallerHistory {
  readonly misses: readonly KnownMiss[];
  readonly contacts: readonly Contact[];
  readonly deeds: readonly Deed[];
}

export const noHistory: CallerHistory = { misses: [], contacts: [], deeds: [] };

/** What somebody did with a row. `at` is epoch ms, `seq` the act's position in the journal. */
export interface Deed extends DeedWanted {
  readonly at: number;
  readonly seq: number;
}

/** What somebody wants to do with a row. */
export interface DeedWanted {
  /** A call of the row. */
  readonly callId: string;
  readonly deed: MissedDeed;
  readonly by: string;
  /** The person's account; null: not known. */
  readonly byId: string | null;
  readonly note: string | null;
  readonly seen: number;
}

/** A row of missed callers, with how it came to stand as it does. */
export interface MissedCase {
  /** By time, at least one. */
  readonly misses: readonly KnownMiss[];
  readonly standing: Standing;
  /** How it stood before each change that can still be taken back, the last one last. */
  readonly past: readonly Standing[];
  readonly changes: number;
  /** Who made the last change; null: a call did, or nothing has changed. */
  readonly changedBy: string | null;
  /** That person's account; null: not known. */
  readonly changedById: string | null;
}

/** What a change changes, and an undo brings back. */
export interface Standing {
  readonly status: MissedCaller["status"];
  readonly claimedBy: string | null;
  readonly claimedById: string | null;
  readonly resolution: Resolution | null;
  readonly attempts: readonly Attempt[];
}

export const untouched: Standing = {
  status: "open",
  claimedBy: null,
  claimedById: null,
  resolution: null,
  attempts: [],
};

/** @param deed by which a person made the change; null: a call did */
export function changed(one: MissedCase, standing: Standing, deed: Pick<Deed, "by" | "byId"> | null): MissedCase {
  return { ...one, standing, past: [...one.past, one.standing], ...changeBy(one, deed) };
}

/** What every change adds. */
export function changeBy({ changes }: MissedCase, deed: Pick<Deed, "by" | "byId"> | null) {
  return { changes: changes + 1, changedBy: deed?.by ?? null, changedById: deed?.byId ?? null };
}
