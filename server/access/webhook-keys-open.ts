import type { Clock } from "#server/clock.ts";
import { accessPath, makeDataFolder } from "#server/config/data-folder.ts";
import { keyFileIn } from "#server/config/webhook-key.ts";
import type { Logger } from "#server/log.ts";
import { openAccessDatabase } from "./access-database.ts";
import type { WebhookKeys } from "./webhook-keys.ts";
import { createGivenKeys } from "./webhook-keys-given.ts";
import { type OpenedKeys, openKeptKeys } from "./webhook-keys-kept.ts";
import { createSqliteKeyStore } from "./webhook-keys-store.ts";

export interface KeysConfig {
  readonly webhookKey: string | null;
  readonly previousWebhookKey: string | null;
  readonly dataFolder: string;
}

/** Below it a key can be guessed. */
const SAFE_LENGTH = 32;

/** The operator's keys, or the server's own. Throws `StartError`. */
export async function openWebhookKeys(config: KeysConfig, clock: Clock, log: Logger): Promise<OpenedKeys> {
  const { webhookKey, previousWebhookKey, dataFolder } = config;
  if (webhookKey !== null) {
    warnOfShort(webhookKey, log);
    return { keys: createGivenKeys(webhookKey, previousWebhookKey, clock), fresh: null };
  }
  makeDataFolder(dataFolder);
  const file = keyFileIn(dataFolder);
  const text = file.read();
  if (text !== null) warnOfShort(text, log);
  const database = openAccessDatabase(accessPath(dataFolder));
  try {
    const { keys, fresh } = await openKeptKeys({ store: createSqliteKeyStore(database), file, clock, log });
    return { keys: closingToo(keys, () => database.close()), fresh };
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function closingToo(keys: WebhookKeys, close: () => void): WebhookKeys {
  return { ...keys, close: () => keys.close().finally(close) };
}

function warnOfShort(text: string, log: Logger): void {
  if (text.length < SAFE_LENGTH) log.warn(`the webhook's key is shorter than ${SAFE_LENGTH} characters`);
}
