import type { Clock } from "#server/clock.ts";
import { type KeyFile, makeWebhookKey } from "#server/config/webhook-key.ts";
import type { Logger } from "#server/log.ts";
import { flawOfKey, type KeptKeys, type WebhookKeys } from "./webhook-keys.ts";
import { createKeptRing, isKey, type KeptRing, matchIn, newKey, usedAt, validIn } from "./webhook-keys-ring.ts";
import type { KeyStore, StoredKey } from "./webhook-keys-store.ts";

export interface KeptKeysParts {
  readonly store: KeyStore;
  readonly file: KeyFile;
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
 * Keys of the server's own making, kept as digests. The current one stands in a file beside them, in plain text, until
 * an admin has it. Makes the first one. A text of the owner's own in that file takes the current one's place.
 * Throws `StartError` where the file cannot be used.
 */
export async function openKeptKeys(parts: KeptKeysParts): Promise<OpenedKeys> {
  const { store, file, clock } = parts;
  const stored = await store.load();
  const current = stored.find(({ is }) => is === "current") ?? null;
  const previous = stored.find(({ is }) => is === "previous") ?? null;
  const text = textIn(file, previous);
  if (current !== null && (text === null || isKey(current, text))) {
    return { keys: keysOf(createKeptRing({ current, previous }, store), createPlain(text, file), parts), fresh: null };
  }
  const fresh = text === null ? makeWebhookKey() : null;
  if (fresh !== null) file.write(fresh);
  const key = text ?? fresh ?? "";
  const first = newKey(key, clock.now());
  await store.save([first]);
  const ring = createKeptRing({ current: first, previous: null }, store);
  return { keys: keysOf(ring, createPlain(key, file), parts), fresh };
}

/** A text that is the key before is left of a rotation that was cut off between its two steps. */
function textIn(file: KeyFile, previous: StoredKey | null): string | null {
  const text = file.read();
  if (text === null || previous === null || !isKey(previous, text)) return text;
  file.remove();
  return null;
}

/** The current key's text, as long as it is there. */
interface Plain {
  text(): string | null;
  forget(): void;
}

function createPlain(read: string | null, file: KeyFile): Plain {
  let text = read;
  return {
    text: () => text,
    forget() {
      if (text === null) return;
      file.remove();
      text = null;
    },
  };
}

function keysOf(ring: KeptRing, plain: Plain, { clock, log }: KeptKeysParts): WebhookKeys {
  let usesKeptAt = clock.now();

  /** Nobody waits for it: what fails is tried again with the next delivery. */
  function tidyUp(): void {
    try {
      plain.forget();
    } catch (err) {
      log.error({ err }, "the file of the webhook's key cannot be removed");
    }
  }

  function keepUses(): void {
    ring.keep().catch((err: unknown) => log.error({ err }, "when the webhook's key was used cannot be kept"));
  }

  return {
    from: "server",
    match: (text) => matchIn(ring.get(), text, clock.now()),
    flawOf: (text) => flawOfKey(text, ring.get().current.length),
    used(is) {
      const now = clock.now();
      const isFirst = ring.get()[is]?.lastUsedAt === null;
      ring.note(usedAt(ring.get(), is, now));
      if (is === "current" && plain.text() !== null && ring.get().current.seenAt !== null) setImmediate(tidyUp);
      if (!isFirst && now - usesKeptAt < USE_KEPT_EVERY_MS) return;
      usesKeptAt = now;
      setImmediate(keepUses);
    },
    valid: () => validIn(ring.get(), clock.now()),
    kept: changesOf(ring, plain, clock),
    close: ring.keep,
  };
}

function changesOf(ring: KeptRing, plain: Plain, clock: Clock): KeptKeys {
  return {
    showable: () => plain.text() !== null,
    async show() {
      const now = clock.now();
      if (plain.text() !== null && ring.get().current.seenAt === null) {
        await ring.decide((before) => ({ ...before, current: { ...before.current, seenAt: now } }));
      }
      return plain.text();
    },
    forget: async () => plain.forget(),
    async rotate(overlapMs) {
      const now = clock.now();
      const text = makeWebhookKey();
      const current = { ...newKey(text, now), seenAt: now };
      // First: a text that is left in the file would be taken for the owner's own at the next start.
      plain.forget();
      await ring.decide((before) => ({
        current,
        previous: { ...before.current, is: "previous", until: now + overlapMs },
      }));
      return text;
    },
    async endPrevious() {
      const now = clock.now();
      if (validIn(ring.get(), now).length < 2) return false;
      await ring.decide(({ current, previous }) => ({ current, previous: previous && { ...previous, until: now } }));
      return true;
    },
  };
}
