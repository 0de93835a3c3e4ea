import { advance } from "#lib/board/fold.ts";
import type { Core } from "#server/core.ts";
import { type Condition, wellnessOfParts } from "#server/http/health.ts";
import { centreMetrics } from "./centre-metrics.ts";
import type { Distribution, Metric } from "./exposition.ts";
import { processMetrics } from "./process-metrics.ts";
import { serverMetrics } from "./server-metrics.ts";

/**
 * Every figure of the server as of now. What cannot be found out is left out: a part that fails is itself a figure.
 * @param painted as screens measure it
 */
export async function metricsOf(
  core: Pick<Core, "journal" | "projector" | "clock" | "entrance" | "meters" | "arrivalCounts">,
  condition: Condition,
  painted: Distribution | null,
): Promise<readonly Metric[]> {
  const { journal, projector, clock, entrance, meters, arrivalCounts } = core;
  const measured = {
    commits: meters.commits.report(),
    arrivals: arrivalCounts(),
    head: await orNull(journal.head()),
    published: meters.published.counts(),
    painted,
    sessions: await orNull(entrance.sessions.list(null).then(({ length }) => length)),
  };
  return [
    ...serverMetrics(condition, wellnessOfParts(condition), measured),
    ...processMetrics(condition.vitals),
    ...centreMetrics(advance(projector.state(), clock.now())),
  ];
}

function orNull<Value>(found: Promise<Value>): Promise<Value | null> {
  return found.catch(() => null);
}
