/** A server without pages for tests to signal: data folder in argv[2], key in argv[3], the log's level in argv[4]; prints its address. */
import { createApp } from "./app.ts";
import { trialConfig } from "./config/trial-config.ts";
import { createLogger } from "./log.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

const [, , dataFolder = "", webhookKey = "", level = "error"] = process.argv;
const app = createApp({ ...trialConfig, dataFolder, webhookKey }, { pages: false, log: createLogger(level) });
const { url } = await app.start();
stopOnSignal(app);
console.info(url);
