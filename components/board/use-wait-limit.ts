import { useMemo } from "react";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type AgeLimit, longestWaitLimit } from "#lib/display/severity.ts";

/** How long somebody may wait, as it is decided for the site. */
export function useWaitLimit(): AgeLimit {
  const watch = useBoardLink((link) => link.site?.limits.watchAfter ?? longestWaitLimit.watch);
  const critical = useBoardLink((link) => link.site?.limits.alarmAfter ?? longestWaitLimit.critical);
  return useMemo(() => ({ watch, critical }), [watch, critical]);
}
