import { createApp } from "./app.ts";
import { readConfig } from "./config/config.ts";
import { makeDataFolder } from "./config/data-folder.ts";
import { keepWebhookKey } from "./config/webhook-key.ts";
import { exitOnFailure } from "./exit-on-failure.ts";
import { takeLastResort } from "./last-resort.ts";
import { createLogger } from "./log.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

/** Below it a key can be guessed. */
const SAFE_KEY_LENGTH = 32;

/** Whatever is written, the threads' files too, is for this user alone: it holds callers' numbers. */
const OWNER_ONLY = 0o077;

await exitOnFailure(async () => {
  process.umask(OWNER_ONLY);
  const log = createLogger("info");
  takeLastResort(log);
  const config = readConfig(process.env);
  makeDataFolder(config.dataFolder);
  const kept = config.webhookKey === null ? keepWebhookKey(config.dataFolder) : null;
  const webhookKey = config.webhookKey ?? kept?.key ?? "";
  if (webhookKey.length < SAFE_KEY_LENGTH) log.warn(`the webhook's key is shorter than ${SAFE_KEY_LENGTH} characters`);

  const app = createApp({ ...config, webhookKey }, { log });
  const { url } = await app.start();
  stopOnSignal(app);
  console.info(`The wall:     ${url}/wall`);
  console.info(`The webhook:  ${webhookLine(url, kept)}`);
});

/** The whole address is shown once; later it would stand in every log of every start. */
function webhookLine(url: string, kept: ReturnType<typeof keepWebhookKey> | null): string {
  const address = `${url}/api/webhook/`;
  if (kept === null) return `${address}… (the key is RINGSIDE_WEBHOOK_KEY)`;
  if (kept.fresh) return `${address}${kept.key} (shown this once; the key is kept in ${kept.path})`;
  return `${address}… (the key is in ${kept.path})`;
}
