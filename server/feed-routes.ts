import type { Core } from "./core.ts";
import type { Acting } from "./http/acting.ts";
import { arrivalsRoute } from "./http/arrivals-routes.ts";
import { deliveriesRoutes } from "./http/deliveries-routes.ts";
import type { Condition } from "./http/health.ts";
import { createIntake } from "./http/intake.ts";
import { createKeyGate } from "./http/key-gate.ts";
import type { Route } from "./http/route.ts";
import { createSenderRule } from "./http/sender-rule.ts";
import { testEventRoute } from "./http/test-event.ts";
import { createTestKeys } from "./http/test-event-keys.ts";
import { webhookRoute } from "./http/webhook.ts";
import { webhookKeyRoutes } from "./http/webhook-key-routes.ts";

interface FeedParts {
  readonly core: Core;
  readonly acting: Acting;
  /** Where this machine reaches the server; null until it stands. */
  readonly url: () => string | null;
}

/** The phone system's own address, and what admins see and set of it. */
export function feedRoutes({ core, acting, url }: FeedParts): {
  readonly routes: readonly Route[];
  /** Since the start. */
  readonly counts: () => Condition["intake"];
} {
  const { journal, clock, projector, keys, arrivals, audit, hops, proxies, log } = core;
  const senders = () => projector.state().settings.site.senders;
  const tests = createTestKeys(clock);
  const gate = createKeyGate({ keys, tests, mayUse: createSenderRule(senders), clock });
  const intake = createIntake({ journal, log });
  return {
    routes: [
      webhookRoute({ gate, intake, keys, arrivals }),
      arrivalsRoute({ arrivals, clock, lastEventAt: () => projector.state().feed.lastEventAt }),
      testEventRoute({ acting, tests, url }),
      ...webhookKeyRoutes({ acting, keys, audit, hops, url, senders, proxies }),
      ...deliveriesRoutes({ acting, journal, audit }),
    ],
    counts: () => ({ ...intake.counts(), wrongKey: gate.refusals() }),
  };
}
