import type { Core } from "./core.ts";
import { accountRoutes } from "./http/account-routes.ts";
import type { Acting } from "./http/acting.ts";
import { companyRoutes } from "./http/company-routes.ts";
import { pairingRoutes } from "./http/pairing-routes.ts";
import type { Route } from "./http/route.ts";
import { screensRoutes } from "./http/screens-routes.ts";
import { createSessionCookie } from "./http/session-cookie.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { setupRoute } from "./http/setup-route.ts";

interface EntranceRouteParts {
  readonly core: Core;
  readonly acting: Acting;
  /** Of the pages. */
  readonly build: string;
}

/** How people and screens come in, and what admins see and set of it. */
export function entranceRoutes({ core, acting, build }: EntranceRouteParts): readonly Route[] {
  const { clock, projector, screens, desk, hops, audit, entrance, access, secureOnly, log } = core;
  const { state } = projector;
  const cookie = createSessionCookie(entrance.sessions, hops, secureOnly);
  const companyName = entrance.company?.signIn.name ?? null;
  const entering = { acting, entrance, cookie, audit, access, site: () => state().settings.site, companyName };
  return [
    ...sessionRoutes(entering),
    ...companyRoutes({ company: entrance.company, hops, cookie, audit, log }),
    setupRoute(entering),
    ...accountRoutes(entering),
    ...pairingRoutes({ acting, desk, screens, hops, clock }),
    ...screensRoutes({ acting, desk, screens, state, audit, clock, build }),
  ];
}
