// P-9: starts the real server on a data folder, and stops it. Tells the start's CPU, of all threads, in µs.
import { createApp } from "#server/app.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createLogger } from "#server/log.ts";
import { tellFigure } from "./one-task.ts";

const [folder = ""] = process.argv.slice(2);
const app = createApp({ ...trialConfig, dataFolder: folder }, { pages: false, log: createLogger("warn") });
const before = process.cpuUsage();
await app.start();
const { user, system } = process.cpuUsage(before);
await app.stop();
tellFigure(user + system);
