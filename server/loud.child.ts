// The server, without pages, with everything in its log that it ever could say. Its first line is its address.
import { createApp } from "./app.ts";
import { readConfig } from "./config/config.ts";
import { exitOnFailure } from "./exit-on-failure.ts";
import { takeLastResort } from "./last-resort.ts";
import { createLogger } from "./log.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

await exitOnFailure(async () => {
  const log = createLogger("trace");
  takeLastResort(log);
  const app = createApp(readConfig(process.env), { log, pages: false, passwordCost: { N: 2, r: 1, p: 1 } });
  const { url } = await app.start();
  stopOnSignal(app);
  console.info(url);
  // What a careless hand may write one day.
  for (const said of process.argv.slice(2)) log.trace({ said }, "a line that says too much");
});
