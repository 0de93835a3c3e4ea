import { watchers } from "#lib/access/access.ts";
import { expose, expositionType, type Metric } from "#server/metrics/exposition.ts";
import { type Route, reading } from "./route.ts";

/** What Prometheus reads. */
export function metricsRoute(metrics: () => Promise<readonly Metric[]>): Route {
  return {
    name: "metrics",
    path: "/metrics",
    methods: reading(watchers, async () => ({
      status: 200,
      headers: { "content-type": expositionType },
      body: expose(await metrics()),
    })),
  };
}
