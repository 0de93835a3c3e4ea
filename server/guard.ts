import type { BoardSettings } from "#lib/board/board-settings.ts";
import { openAccessDatabase } from "./access/access-database.ts";
import { keepAccessSecret, madeSecret } from "./access/access-secret.ts";
import type { Audit } from "./access/audit.ts";
import { createClosedGatekeeper } from "./access/closed-gatekeeper.ts";
import { type Entrance, openEntrance } from "./access/entrance.ts";
import { type Gatekeeper, openGatekeeper } from "./access/gatekeeper.ts";
import { usualCost } from "./access/password-hash.ts";
import { openScreens, type Screens } from "./access/screens.ts";
import { createSqliteAudit } from "./access/sqlite-audit.ts";
import { createSqliteScreens } from "./access/sqlite-screens.ts";
import { createWatchedGatekeeper } from "./access/watched-gatekeeper.ts";
import type { WebhookKeys } from "./access/webhook-keys.ts";
import { openWebhookKeys } from "./access/webhook-keys-open.ts";
import type { AppConfig, AppOverrides } from "./app-config.ts";
import type { Clock } from "./clock.ts";
import { accessPath } from "./config/data-folder.ts";
import type { Endings } from "./endings.ts";
import { type ArrivalCounts, countedArrivals } from "./http/arrival-counts.ts";
import { type Arrivals, createArrivals } from "./http/arrivals.ts";
import { createHops, type Hops } from "./http/hops.ts";
import type { Logger } from "./log.ts";
import { systemTimers } from "./timers.ts";

/** Who may come in, by which way, and what is noted of it. */
export interface Guard {
  readonly access: AppConfig["access"];
  readonly gatekeeper: Gatekeeper;
  readonly entrance: Entrance;
  readonly screens: Screens;
  readonly audit: Audit;
  readonly hops: Hops;
  /** Origins besides the server's own whose pages may act and connect, as browsers write them. */
  readonly origins: ReadonlySet<string>;
  /** The server is reached over HTTPS alone. */
  readonly secureOnly: boolean;
  readonly keys: WebhookKeys;
  /** The webhook's key, where this start made it. */
  readonly freshKey: string | null;
  readonly arrivals: Arrivals;
  /** Of all of them, since the start. */
  readonly arrivalCounts: () => ArrivalCounts;
  /** Address ranges of proxies that are believed. */
  readonly proxies: readonly string[];
}

interface GuardParts {
  readonly config: AppConfig;
  readonly overrides: AppOverrides;
  readonly clock: Clock;
  readonly settings: () => BoardSettings;
  readonly log: Logger;
}

export async function openGuard(parts: GuardParts, endings: Endings): Promise<Guard> {
  const { config, overrides, clock, log } = parts;
  const { access, publicUrl, proxies } = config;
  const { metricsToken } = config.operations;
  const path = overrides.journal ? ":memory:" : accessPath(config.dataFolder);
  const audit = createSqliteAudit(path, clock);
  endings.add("the audit log", async () => audit.close());
  const screens = await openScreenGuard(parts, path);
  endings.add("the screens", async () => screens.close());
  const entrance = await openDoor(parts, path);
  endings.add("the accounts", async () => entrance.close());
  const { keys, fresh: freshKey } = await openWebhookKeys(config, clock, log);
  endings.add("the webhook's keys", () => keys.close());
  const secureOnly = publicUrl?.startsWith("https:") ?? false;
  const { sessions } = entrance;
  const people = access === "open" ? openGatekeeper : createClosedGatekeeper({ sessions, screens, secureOnly });
  const { arrivals, counts: arrivalCounts } = countedArrivals(createArrivals(clock));
  return {
    access,
    gatekeeper: metricsToken === null ? people : createWatchedGatekeeper(people, metricsToken),
    entrance,
    screens,
    audit,
    hops: createHops(proxies, publicUrl),
    origins: new Set(publicUrl === null ? [] : [publicUrl]),
    secureOnly,
    keys,
    freshKey,
    arrivals,
    arrivalCounts,
    proxies,
  };
}

function openScreenGuard({ config, clock, settings, log }: GuardParts, path: string): Promise<Screens> {
  return openScreens({
    store: createSqliteScreens(path),
    configured: config.screens.configured,
    clock,
    after: systemTimers.after,
    rule() {
      const { site, timeZone } = settings();
      return { hours: site.hours, timeZone, grace: config.screens.darkAfter };
    },
    log,
  });
}

function openDoor({ config, overrides, clock, log }: GuardParts, path: string): Promise<Entrance> {
  const { admin, secret: given } = config.accounts;
  const { journal, passwordCost: cost = usualCost } = overrides;
  const secret = given ?? (journal ? madeSecret() : keepAccessSecret(config.dataFolder));
  return openEntrance({ database: openAccessDatabase(path), secret, admin, company: config.company, cost, clock, log });
}
