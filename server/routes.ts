import { createPairingDesk } from "./access/pairing-desk.ts";
import type { Core } from "./core.ts";
import { accountRoutes } from "./http/account-routes.ts";
import { createActing } from "./http/acting.ts";
import { arrivalsRoute } from "./http/arrivals-routes.ts";
import { companyRoutes } from "./http/company-routes.ts";
import { deliveriesRoutes } from "./http/deliveries-routes.ts";
import { type Condition, healthRoute } from "./http/health.ts";
import { createIntake } from "./http/intake.ts";
import { createKeyGate } from "./http/key-gate.ts";
import type { Pages } from "./http/pages.ts";
import { pairingRoutes } from "./http/pairing-routes.ts";
import { privacyRoutes } from "./http/privacy-routes.ts";
import type { Route } from "./http/route.ts";
import { screensRoutes } from "./http/screens-routes.ts";
import { createSenderRule } from "./http/sender-rule.ts";
import { createSessionCookie } from "./http/session-cookie.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { setupRoute } from "./http/setup-route.ts";
import { siteRoutes } from "./http/site-routes.ts";
import { testEventRoute } from "./http/test-event.ts";
import { createTestKeys } from "./http/test-event-keys.ts";
import { toldRoutes } from "./http/told-routes.ts";
import { webhookRoute } from "./http/webhook.ts";
import { webhookKeyRoutes } from "./http/webhook-key-routes.ts";
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
  const { journal, clock, projector, archive, history, past, log, keys, proxies, recordingHosts, site, environment } =
    core;
  const { screens, hops, audit, entrance, access, secureOnly, arrivals } = core;
  const desk = createPairingDesk(clock);
  const tests = createTestKeys(clock);
  const sendersNow = () => projector.state().settings.site.senders;
  const mayUse = createSenderRule(sendersNow);
  const gate = createKeyGate({ keys, tests, mayUse, clock });
  const intake = createIntake({ journal, log });
  const acting = createActing(core.origins);
  const cookie = createSessionCookie(entrance.sessions, hops, secureOnly);
  const siteNow = () => projector.state().settings.site;
  const entering = {
    acting,
    entrance,
    cookie,
    audit,
    access,
    site: siteNow,
    companyName: entrance.company?.signIn.name ?? null,
  };
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
    webhookRoute({ gate, intake, keys, arrivals }),
    arrivalsRoute({ arrivals, clock, lastEventAt: () => projector.state().feed.lastEventAt }),
    testEventRoute({ acting, tests, url: () => door.url }),
    ...webhookKeyRoutes({
      acting,
      keys,
      audit,
      hops,
      url: () => door.url,
      senders: sendersNow,
      proxies,
    }),
    ...toldRoutes({ acting, state: projector.state, clock, journal, history, past, audit, recordingHosts }),
    ...deliveriesRoutes({ acting, journal, audit }),
    ...siteRoutes({ acting, state: projector.state, journal, screens, audit, start: site, environment }),
    ...pairingRoutes({ acting, desk, screens, hops, clock }),
    ...screensRoutes({ acting, desk, screens, state: projector.state, audit, clock, build: pages?.build ?? "none" }),
    ...sessionRoutes(entering),
    ...companyRoutes({ company: entrance.company, hops, cookie, audit, log }),
    setupRoute(entering),
    ...accountRoutes(entering),
    ...privacyRoutes({ acting, state: projector.state, privacy: core.privacy, audit, log }),
    healthRoute(condition),
  ];
}
