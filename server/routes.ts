import { createPairingDesk } from "./access/pairing-desk.ts";
import type { Core } from "./core.ts";
import { createActing } from "./http/acting.ts";
import { boardRoutes } from "./http/board-routes.ts";
import { callDetailRoutes } from "./http/call-detail-routes.ts";
import { callersRoutes } from "./http/callers-routes.ts";
import { callsRoutes } from "./http/calls-routes.ts";
import { contactsRoutes } from "./http/contacts-routes.ts";
import { deliveriesRoutes } from "./http/deliveries-routes.ts";
import { directoryRoutes } from "./http/directory-routes.ts";
import { floorRoutes } from "./http/floor-routes.ts";
import { type Condition, healthRoute } from "./http/health.ts";
import { createIntake } from "./http/intake.ts";
import { createKeyGate } from "./http/key-gate.ts";
import { missedRoutes } from "./http/missed-routes.ts";
import type { Pages } from "./http/pages.ts";
import { pairingRoutes } from "./http/pairing-routes.ts";
import { reportRoutes } from "./http/report-routes.ts";
import type { Route } from "./http/route.ts";
import { screensRoutes } from "./http/screens-routes.ts";
import { siteRoutes } from "./http/site-routes.ts";
import { webhookRoute } from "./http/webhook.ts";
import type { Realtime } from "./realtime/realtime.ts";

/** What is known of the server only once it stands. */
export interface Door {
  realtime: Realtime | null;
  serving: boolean;
}

/** Every address that is not a page's. */
export function routesOf(core: Core, pages: Pages | null, door: Door): readonly Route[] {
  const { journal, clock, projector, archive, history, past, log, key, recordingHosts, site, environment } = core;
  const { screens, hops, audit } = core;
  const desk = createPairingDesk(clock);
  const gate = createKeyGate(key, clock);
  const intake = createIntake({ journal, log });
  const acting = createActing(new Set());
  const condition = (): Condition => ({
    serving: door.serving,
    writable: journal.writable(),
    projector: projector.report(),
    archive: archive.report(),
    realtime: door.realtime?.counts() ?? null,
    screens: screens.report(),
    pages: pages && { build: pages.build },
    intake: { ...intake.counts(), wrongKey: gate.refusals() },
    feed: projector.state().feed,
  });
  return [
    webhookRoute(gate, intake),
    ...boardRoutes({ state: projector.state, clock, past }),
    ...deliveriesRoutes({ journal }),
    ...callsRoutes({ history }),
    ...floorRoutes({ state: projector.state, clock }),
    ...missedRoutes({ acting, state: projector.state, clock, journal }),
    ...siteRoutes({ acting, state: projector.state, journal, screens, start: site, environment }),
    ...pairingRoutes({ acting, desk, screens, hops, clock }),
    ...screensRoutes({ acting, desk, screens, state: projector.state, audit, clock, build: pages?.build ?? "none" }),
    ...directoryRoutes({ acting, state: projector.state, journal }),
    ...contactsRoutes({ acting, state: projector.state, journal }),
    ...callDetailRoutes({ state: projector.state, clock, journal, history, recordingHosts }),
    ...callersRoutes({ state: projector.state, clock, history }),
    ...reportRoutes({ state: projector.state, clock, history }),
    healthRoute(condition),
  ];
}
