import type { Logger } from "#server/log.ts";
import type { PartWellness } from "./part-states.ts";

/** Tells the log of a server that has been ready whenever it is not any more, and when it is again. */
export function createReadinessLog(log: Pick<Logger, "info">) {
  let wasReady = true;
  return {
    /** @param parts of which some are named while it is not ready */
    note(ready: boolean, parts: PartWellness): void {
      if (ready === wasReady) return;
      wasReady = ready;
      const unwell = Object.keys(parts).filter((name) => parts[name] === false);
      if (ready) log.info("ready again");
      else log.info({ parts: unwell }, "not ready");
    },
  };
}
