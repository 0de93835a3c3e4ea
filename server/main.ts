import { createApp, type Started } from "./app.ts";
import { type Config, readConfig } from "./config/config.ts";
import { makeDataFolder } from "./config/data-folder.ts";
import { keyFileIn } from "./config/webhook-key.ts";
import { exitOnFailure } from "./exit-on-failure.ts";
import { takeLastResort } from "./last-resort.ts";
import { createLogger } from "./log.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

/** Whatever is written, the threads' files too, is for this user alone: it holds callers' numbers. */
const OWNER_ONLY = 0o077;

await exitOnFailure(async () => {
  process.umask(OWNER_ONLY);
  const log = createLogger("info");
  takeLastResort(log);
  const config = readConfig(process.env);
  makeDataFolder(config.dataFolder);

  const app = createApp(config, { log });
  const started = await app.start();
  const { url, setupCode } = started;
  stopOnSignal(app);
  console.info(`The wall:     ${url}/wall`);
  if (setupCode !== null) console.info(`Set-up:       ${config.publicUrl ?? url}/setup  code ${setupCode}`);
  console.info(`The webhook:  ${webhookLine(started, config)}`);
});

/** The whole address is shown once; later it would stand in every log of every start. */
function webhookLine({ url, freshKey }: Started, { webhookKey, dataFolder }: Config): string {
  const address = `${url}/api/webhook/`;
  if (webhookKey !== null) return `${address}… (the key is RINGSIDE_WEBHOOK_KEY)`;
  const file = keyFileIn(dataFolder);
  if (freshKey !== null)
    return `${address}${freshKey} (shown this once; until an admin has it, it is kept in ${file.path})`;
  if (file.read() !== null) return `${address}… (the key is in ${file.path})`;
  return `${address}… (the key is kept nowhere; ${url}/admin/connection makes a new one)`;
}
