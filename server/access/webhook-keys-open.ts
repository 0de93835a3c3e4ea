import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { AccessChanges } from "./access-changes.ts";
import type { AccessDatabase } from "./access-database.ts";
import type { PlainKey } from "./plain-key.ts";
import type { WebhookKeys } from "./webhook-keys.ts";
import { createGivenKeys } from "./webhook-keys-given.ts";
import { openKeptKeys } from "./webhook-keys-kept.ts";
import { createKeyStore } from "./webhook-keys-store.ts";

export interface OpenKeysParts {
  /** The operator's, and the one before it; null: the server makes its own. */
  readonly webhookKey: string | null;
  readonly previousWebhookKey: string | null;
  /** Of the server's own keys. */
  readonly home: () => { readonly database: AccessDatabase; readonly plain: PlainKey };
  readonly changes: Pick<AccessChanges, "subscribe">;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where whoever started the server finds the key. */
export type KeyPlace =
  | { readonly is: "environment" }
  /** Made by this start: the whole address is shown once, else it would stand in the log of every start. */
  | { readonly is: "fresh"; readonly text: string; readonly place: string }
  | { readonly is: "kept"; readonly place: string }
  | { readonly is: "hidden" };

/** Below it a key can be guessed. */
const SAFE_LENGTH = 32;

/** The operator's keys, or the server's own. Rejects with `StartError`. */
export async function openWebhookKeys(parts: OpenKeysParts): Promise<{ keys: WebhookKeys; place: KeyPlace }> {
  const { webhookKey, previousWebhookKey, changes, clock, log } = parts;
  if (webhookKey !== null) {
    warnOfShort(webhookKey, log);
    return { keys: createGivenKeys(webhookKey, previousWebhookKey, clock), place: { is: "environment" } };
  }
  const { database, plain } = parts.home();
  try {
    const text = await plain.read();
    if (text !== null) warnOfShort(text, log);
    const store = createKeyStore(database);
    const { keys, fresh } = await database.exclusively("webhook-key", () =>
      openKeptKeys({ store, plain, changes, clock, log }),
    );
    return { keys: { ...keys, close: () => keys.close().finally(database.close) }, place: placeOf(keys, fresh, plain) };
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function placeOf({ kept }: WebhookKeys, fresh: string | null, { place }: PlainKey): KeyPlace {
  if (fresh !== null) return { is: "fresh", text: fresh, place };
  return kept?.showable() ? { is: "kept", place } : { is: "hidden" };
}

function warnOfShort(text: string, log: Logger): void {
  if (text.length < SAFE_LENGTH) log.warn(`the webhook's key is shorter than ${SAFE_LENGTH} characters`);
}
