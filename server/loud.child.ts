// The server, without pages, with everything in its log that it ever could say. Its first line is its address. What stands
// behind its name is said as well: into the log, or past it after `--past-the-log`.
import { createApp } from "./app.ts";
import { readConfig } from "./config/config.ts";
import { secretsOf } from "./config/secrets-of.ts";
import { exitOnFailure } from "./exit-on-failure.ts";
import { takeLastResort } from "./last-resort.ts";
import { createLogger } from "./log.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

await exitOnFailure(async () => {
  const config = readConfig(process.env);
  const log = createLogger("trace", secretsOf(config));
  takeLastResort(log);
  const app = createApp(config, { log, pages: false, passwordCost: { N: 2, r: 1, p: 1 } });
  const { url } = await app.start();
  stopOnSignal(app);
  console.info(url);
  // What a careless hand may write one day.
  const [first, ...others] = process.argv.slice(2);
  if (first === "--past-the-log") for (const said of others) console.error(said);
  else if (first !== undefined) for (const said of [first, ...others]) log.trace({ said, deep: [{ said }] }, said);
});
