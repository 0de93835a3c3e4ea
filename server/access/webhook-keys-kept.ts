import type { Clock } from "#server/clock.ts";
import { makeWebhookKey } from "#server/config/webhook-key.ts";
import type { Logger } from "#server/log.ts";
import type { AccessChanges } from "./access-changes.ts";
import type { PlainKey } from "./plain-key.ts";
import { flawOfKey, type KeptKeys, type WebhookKeys } from "./webhook-keys.ts";
import {
  createKeptRing,
  isKey,
  type KeptRing,
  matchIn,
  newKey,
  type Ring,
  ringOf,
  validIn,
} from "./webhook-keys-ring.ts";
import type { KeyStore } from "./webhook-keys-store.ts";

export interface KeptKeysParts {
  readonly store: KeyStore;
  readonly plain: PlainKey;
  /** What other servers decide. */
  readonly changes: Pick<AccessChanges, "subscribe">;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface OpenedKeys {
  readonly keys: WebhookKeys;
  /** The key, where this start made it: nobody has seen it yet. */
  readonly fresh: string | null;
}

/** When a key was last used is written at most so often: it is told in hours and days. */
const USE_KEPT_EVERY_MS = 10 * 60_000;

/**
 * Keys of the server's own making, kept as digests. The current one stands beside them in plain text, until an admin has
 * it. Makes the first one; to be called by one server after the other. A text of the owner's own in its place takes the
 * current one's. Rejects with `StartError` where that place cannot be used.
 */
export async function openKeptKeys(parts: KeptKeysParts): Promise<OpenedKeys> {
  const { store, plain, clock } = parts;
  const ring = ringOf(await store.load());
  const text = await textIn(plain, ring);
  if (ring !== null && (text === null || isKey(ring.current, text))) {
    return { keys: keysOf(createKeptRing(ring, store), createShown(text, plain), parts), fresh: null };
  }
  const fresh = text === null ? makeWebhookKey() : null;
  if (fresh !== null) await plain.write(fresh);
  const key = text ?? fresh ?? "";
  const first: Ring = { current: newKey(key, clock.now()), previous: null };
  await store.change(() => [first.current]);
  return { keys: keysOf(createKeptRing(first, store), createShown(key, plain), parts), fresh };
}

/** A text that is the key before is left of a rotation that was cut off between its two steps. */
async function textIn(plain: PlainKey, ring: Ring | null): Promise<string | null> {
  const text = await plain.read();
  if (text === null || ring === null || ring.previous === null || !isKey(ring.previous, text)) return text;
  await plain.remove();
  return null;
}

/** The current key's text, as long as it is there. */
interface Shown {
  text(): string | null;
  reload(): Promise<void>;
  forget(): Promise<void>;
}

function createShown(read: string | null, plain: PlainKey): Shown {
  let text = read;
  return {
    text: () => text,
    async reload() {
      // Once it is gone it never comes back.
      if (text !== null) text = await plain.read();
    },
    async forget() {
      if (text === null) return;
      await plain.remove();
      text = null;
    },
  };
}

function keysOf(ring: KeptRing, shown: Shown, { changes, clock, log }: KeptKeysParts): WebhookKeys {
  let usesKeptAt = clock.now();

  /** Nobody waits for it: what fails is tried again with the next delivery. */
  function tidyUp(): void {
    shown.forget().catch((err: unknown) => log.error({ err }, "the webhook's key cannot be removed in plain text"));
  }

  function keepUses(): void {
    ring.keep().catch((err: unknown) => log.error({ err }, "when the webhook's key was used cannot be kept"));
  }

  const unsubscribe = changes.subscribe(async (change) => {
    if (change !== null && change.of !== "keys") return;
    await ring.reload();
    await shown.reload();
  });

  return {
    from: "server",
    match: (text) => matchIn(ring.get(), text, clock.now()),
    flawOf: (text) => flawOfKey(text, ring.get().current.length),
    used(is) {
      const now = clock.now();
      const isFirst = ring.get()[is]?.lastUsedAt === null;
      ring.used(is, now);
      if (is === "current" && shown.text() !== null && ring.get().current.seenAt !== null) setImmediate(tidyUp);
      if (!isFirst && now - usesKeptAt < USE_KEPT_EVERY_MS) return;
      usesKeptAt = now;
      setImmediate(keepUses);
    },
    valid: () => validIn(ring.get(), clock.now()),
    kept: changesOf(ring, shown, clock),
    close() {
      unsubscribe();
      return ring.keep();
    },
  };
}

function changesOf(ring: KeptRing, shown: Shown, clock: Clock): KeptKeys {
  return {
    showable: () => shown.text() !== null,
    async show() {
      const now = clock.now();
      await shown.reload();
      if (shown.text() !== null && ring.get().current.seenAt === null) {
        await ring.decide((before) => ({ ...before, current: { ...before.current, seenAt: now } }));
      }
      return shown.text();
    },
    forget: shown.forget,
    async rotate(overlapMs) {
      const now = clock.now();
      const text = makeWebhookKey();
      const current = { ...newKey(text, now), seenAt: now };
      // First: a text that is left would be taken for the owner's own at the next start.
      await shown.forget();
      await ring.decide((before) => ({
        current,
        previous: { ...before.current, is: "previous", until: now + overlapMs },
      }));
      return text;
    },
    async endPrevious() {
      const now = clock.now();
      let ended = false;
      await ring.decide((before) => {
        ended = validIn(before, now).length === 2;
        const { current, previous } = before;
        return ended ? { current, previous: previous && { ...previous, until: now } } : before;
      });
      return ended;
    },
  };
}
