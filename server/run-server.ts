import { flushCompileCache } from "node:module";
import { createApp } from "./app.ts";
import type { AppOverrides } from "./app-config.ts";
import { readConfig, variableNames } from "./config/config.ts";
import { makeDataFolder } from "./config/data-folder.ts";
import { secretsOf } from "./config/secrets-of.ts";
import { unknownVariables } from "./config/unknown-variables.ts";
import { exitOnFailure } from "./exit-on-failure.ts";
import { takeLastResort } from "./last-resort.ts";
import { createLogger } from "./log.ts";
import { otherAddresses } from "./other-addresses.ts";
import { startLines } from "./start-lines.ts";
import { stopOnSignal } from "./stop-on-signal.ts";

/** Whatever is written, the threads' files too, is for this user alone: it holds callers' numbers. */
const OWNER_ONLY = 0o077;

/**
 * The server as a program of its own, set up by the environment, until a signal ends it.
 *
 * @param overrides what tests do without
 */
export function runServer(overrides: Pick<AppOverrides, "passwordCost" | "pages"> = {}): Promise<void> {
  return exitOnFailure(async () => {
    process.umask(OWNER_ONLY);
    const config = readConfig(process.env);
    const log = createLogger(config.operations.logLevel, secretsOf(config));
    takeLastResort(log);
    for (const sentence of unknownVariables(variableNames, process.env)) log.warn(sentence);
    makeDataFolder(config.dataFolder);

    const app = createApp(config, { log, ...overrides });
    const started = await app.start();
    stopOnSignal(app);
    const { publicUrl, host } = config;
    const { url, setupCode, keyPlace: key } = started;
    const lines = startLines({ url, publicUrl, addresses: otherAddresses(host), setupCode, key });
    for (const line of lines) console.info(line);
    // Now, and not at the end, which may be a power cut; where none is kept nothing happens.
    flushCompileCache();
  });
}
