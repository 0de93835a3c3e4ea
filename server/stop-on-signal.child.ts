/** A server without pages for tests to signal: data folder in argv[2], key in argv[3]; prints its address. */
import { createApp } from "./app.ts";
import { createLogger } from "./log.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

const [, , dataFolder = "", webhookKey = ""] = process.argv;
const app = createApp(
  { port: 0, host: "127.0.0.1", dataFolder, webhookKey, timeZone: "UTC", place: "Test", recordingHosts: [] },
  { pages: false, log: createLogger("error") },
);
const { url } = await app.start();
stopOnSignal(app);
console.info(url);
