import type { Core } from "./core.ts";
import { entranceRoutes } from "./entrance-routes.ts";
import { feedRoutes } from "./feed-routes.ts";
import { createPartStates } from "./health/part-states.ts";
import { createReadinessLog } from "./health/readiness-log.ts";
import { createActing } from "./http/acting.ts";
import { type Condition, healthRoute, isReady, wellnessOfParts } from "./http/health.ts";
import { metricsRoute } from "./http/metrics-route.ts";
import type { Pages } from "./http/pages.ts";
import { privacyRoutes } from "./http/privacy-routes.ts";
import type { Route } from "./http/route.ts";
import { siteRoutes } from "./http/site-routes.ts";
import { toldRoutes } from "./http/told-routes.ts";
import { metricsOf } from "./metrics/metrics-of.ts";
import type { Realtime } from "./realtime/realtime.ts";

/** What is known of the server only once it stands. */
export interface Door {
  realtime: Realtime | null;
  serving: boolean;
  /** Where this machine reaches it. */
  url: string | null;
}

/** Every address that is not a page's. */
export function routesOf(core: Core, pages: Pages | null, door: Door): readonly Route[] {
  const { journal, projector, archive, screens, audit, privacy, vitals, clock, log } = core;
  const { state } = projector;
  const acting = createActing(core.origins);
  const feed = feedRoutes({ core, acting, url: () => door.url });
  const condition = (): Condition => ({
    serving: door.serving,
    writable: journal.writable(),
    current: journal.current(),
    projector: projector.report(),
    archive: archive.report(),
    realtime: door.realtime?.counts() ?? null,
    screens: screens.report(),
    pages: pages && { build: pages.build },
    intake: feed.counts(),
    feed: state().feed,
    vitals: vitals.report(),
  });
  const states = createPartStates(clock);
  const readiness = createReadinessLog(log);
  vitals.subscribe(() => {
    const now = condition();
    const parts = wellnessOfParts(now);
    states.note(parts);
    // Before, and from its stop on, it tells of itself otherwise.
    if (now.serving) readiness.note(isReady(now), parts);
  });
  return [
    ...feed.routes,
    ...toldRoutes({ ...core, acting, state }),
    ...siteRoutes({ acting, state, journal, screens, audit, start: core.site, environment: core.environment }),
    ...entranceRoutes({ core, acting, build: pages?.build ?? "none" }),
    ...privacyRoutes({ acting, state, privacy, audit, log }),
    healthRoute(condition, states),
    metricsRoute(() => metricsOf(core, condition(), door.realtime?.latency() ?? null)),
  ];
}
