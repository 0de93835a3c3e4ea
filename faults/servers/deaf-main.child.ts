// The server as it must not be: told to stop, it says for a second more that it is ready, before it stops in order. For controls.
import { createApp } from "#server/app.ts";
import { readConfig } from "#server/config/config.ts";
import { makeDataFolder } from "#server/config/data-folder.ts";
import { createLogger } from "#server/log.ts";
import { stopOnSignal } from "#server/stop-on-signal.ts";

/** ms between the signal and the stop. */
const DEAF = 1_000;

const config = readConfig(process.env);
makeDataFolder(config.dataFolder);
const app = createApp(config, { pages: false, log: createLogger("error") });
const { url } = await app.start();
stopOnSignal({
  stop: async () => {
    await new Promise((resolve) => setTimeout(resolve, DEAF));
    await app.stop();
  },
});
console.info(`The wall:     ${url}/wall`);
