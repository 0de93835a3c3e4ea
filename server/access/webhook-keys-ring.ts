import { isSameDigest, secretDigest } from "./secret-digest.ts";
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

export function usedAt(ring: Ring, is: ValidKey["is"], now: number): Ring {
  if (is === "current") return { ...ring, current: { ...ring.current, lastUsedAt: now } };
  return ring.previous === null ? ring : { ...ring, previous: { ...ring.previous, lastUsedAt: now } };
}

/** A ring that is kept, and changes one decision after the other. */
export interface KeptRing {
  get(): Ring;
  /** Counts at once, and is kept with the next decision, or when `keep` is called. */
  note(ring: Ring): void;
  /** Counts once it is kept. @param change is called twice, and must make the same of the same */
  decide(change: (ring: Ring) => Ring): Promise<void>;
  keep(): Promise<void>;
}

export function createKeptRing(opened: Ring, store: KeyStore): KeptRing {
  let ring = opened;
  let saving: Promise<void> = Promise.resolve();

  function decide(change: (ring: Ring) => Ring): Promise<void> {
    saving = saving
      .catch(() => undefined)
      .then(async () => {
        const { current, previous } = change(ring);
        await store.save(previous === null ? [current] : [current, previous]);
        // What was noted meanwhile stays noted.
        ring = change(ring);
      });
    return saving;
  }

  return {
    get: () => ring,
    note(next) {
      ring = next;
    },
    decide,
    keep: () => decide((same) => same),
  };
}
