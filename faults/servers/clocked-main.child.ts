// The server on a machine whose clock is wrong by as many ms as the file named in FAULTS_CLOCK says.
import { readFileSync } from "node:fs";
import { createApp } from "#server/app.ts";
import { readConfig } from "#server/config/config.ts";
import { makeDataFolder } from "#server/config/data-folder.ts";
import { createLogger } from "#server/log.ts";
import { stopOnSignal } from "#server/stop-on-signal.ts";

const { FAULTS_CLOCK: file = "" } = process.env;
const clock = { now: () => Date.now() + Number(readFileSync(file, "utf8")) };

const config = readConfig(process.env);
makeDataFolder(config.dataFolder);
const app = createApp(config, { pages: false, log: createLogger("error"), clock });
const { url } = await app.start();
stopOnSignal(app);
console.info(`The wall:     ${url}/wall`);
