// The real server, on a data folder that it is given, or on one that is thrown away; its journal in a database, if that is given.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createApp } from "#server/app.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createLogger } from "#server/log.ts";
import { answerParent } from "./answer-parent.ts";
import { dataFolder } from "./data-folder.ts";
import { benchKey } from "./webhook-path.ts";

const [given = "", databaseUrl = null] = process.argv.slice(2);
const folder = given || mkdtempSync(join(dataFolder(), "bench-"));

const app = createApp(
  { ...trialConfig, dataFolder: folder, databaseUrl, webhookKey: benchKey },
  { pages: false, log: createLogger("warn") },
);
const { url } = await app.start();
answerParent(url, async () => {
  await app.stop();
  if (given === "") rmSync(folder, { recursive: true, force: true });
});
