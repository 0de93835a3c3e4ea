// The real server with its pages, which have to be built, on a data folder that is thrown away.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createApp } from "#server/app.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createLogger } from "#server/log.ts";
import { answerParent } from "./answer-parent.ts";
import { dataFolder } from "./data-folder.ts";
import { benchKey } from "./webhook-path.ts";

const folder = mkdtempSync(join(dataFolder(), "bench-"));
const app = createApp({ ...trialConfig, dataFolder: folder, webhookKey: benchKey }, { log: createLogger("warn") });
const { url } = await app.start();
answerParent(url, async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});
