import { isSameDigest, secretDigest } from "./secret-digest.ts";
import { createTurns } from "./turns.ts";
import type { KeyMatch, ValidKey } from "./webhook-keys.ts";
import type { KeyStore, StoredKey } from "./webhook-keys-store.ts";

/** The keys that are known. */
export interface Ring {
  readonly current: StoredKey;
  /** Stays after its end, so that who still sends with it can be told. */
  readonly previous: StoredKey | null;
}

/** @param text the key in plain text @param now epoch ms */
export function newKey(text: string, now: number): StoredKey {
  const unused = { until: null, lastUsedAt: null, seenAt: null };
  return { is: "current", digest: secretDigest(text), length: text.length, madeAt: now, ...unused };
}

export function isKey({ digest }: StoredKey, text: string): boolean {
  return isSameDigest(digest, secretDigest(text));
}

function isOver({ until }: StoredKey, now: number): boolean {
  return until !== null && until <= now;
}

/** Compares with every key, whichever it is. */
export function matchIn({ current, previous }: Ring, text: string, now: number): KeyMatch {
  const digest = secretDigest(text);
  const isCurrent = isSameDigest(digest, current.digest);
  const isPrevious = previous !== null && isSameDigest(digest, previous.digest);
  if (isCurrent) return "current";
  if (!isPrevious) return null;
  return isOver(previous, now) ? "ended" : "previous";
}

export function validIn({ current, previous }: Ring, now: number): readonly ValidKey[] {
  const keys = previous === null || isOver(previous, now) ? [current] : [current, previous];
  return keys.map(({ is, madeAt, until, lastUsedAt }) => ({ is, madeAt, until, lastUsedAt }));
}

function usedAt(ring: Ring, is: ValidKey["is"], now: number): Ring {
  if (is === "current") return { ...ring, current: { ...ring.current, lastUsedAt: now } };
  return ring.previous === null ? ring : { ...ring, previous: { ...ring.previous, lastUsedAt: now } };
}

/** A ring that is kept, and changes one decision after the other, at whichever server. */
export interface KeptRing {
  get(): Ring;
  /** Counts at once, and is kept with the next decision, or when `keep` is called. */
  used(is: ValidKey["is"], now: number): void;
  /** Counts once it is kept. */
  decide(change: (ring: Ring) => Ring): Promise<void>;
  /** Takes over what was decided elsewhere. */
  reload(): Promise<void>;
  keep(): Promise<void>;
}

export function createKeptRing(opened: Ring, store: KeyStore): KeptRing {
  let ring = opened;
  const turns = createTurns();

  /** Whatever has been used here meanwhile stays so. */
  function takeOver(kept: readonly StoredKey[]): void {
    ring = withUses(ringOf(kept) ?? ring, ring);
  }

  const decide = (change: (ring: Ring) => Ring) =>
    turns(async () => {
      takeOver(await store.change((kept) => keysOf(change(withUses(ringOf(kept) ?? ring, ring)))));
    });

  return {
    get: () => ring,
    used(is, now) {
      ring = usedAt(ring, is, now);
    },
    decide,
    reload: () => turns(async () => takeOver(await store.load())),
    keep: () => decide((same) => same),
  };
}

/** null: there is none yet. */
export function ringOf(keys: readonly StoredKey[]): Ring | null {
  const current = keys.find(({ is }) => is === "current");
  const previous = keys.find(({ is }) => is === "previous") ?? null;
  return current === undefined ? null : { current, previous };
}

function keysOf({ current, previous }: Ring): readonly StoredKey[] {
  return previous === null ? [current] : [current, previous];
}

/** The ring, each of its keys used when the other's was, if that was later. */
function withUses({ current, previous }: Ring, other: Ring): Ring {
  const used = (key: StoredKey): StoredKey => {
    const uses = [key, ...keysOf(other).filter(({ digest }) => isSameDigest(digest, key.digest))];
    const last = Math.max(...uses.map(({ lastUsedAt }) => lastUsedAt ?? Number.NEGATIVE_INFINITY));
    return { ...key, lastUsedAt: Number.isFinite(last) ? last : null };
  };
  return { current: used(current), previous: previous && used(previous) };
}
