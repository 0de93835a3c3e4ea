import { systemClock } from "#server/clock.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { startCore } from "#server/core.ts";
import { createEndings } from "#server/endings.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";
import { routesOf } from "#server/routes.ts";
import type { Route } from "./route.ts";

/** The table that every server is made of, from a core that serves nobody: for tests of all there is. */
export async function wholeRouteTable(): Promise<readonly Route[]> {
  const log = createLogger("silent");
  const endings = createEndings(log);
  const parts = { journal: createMemoryJournal(systemClock), directory: new Map(), log };
  const core = await startCore({ ...trialConfig, dataFolder: "" }, parts, endings);
  const table = routesOf(core, null, { realtime: null, serving: false, url: null });
  await endings.run();
  return table;
}
