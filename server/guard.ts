import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { AccessHome } from "./access/access-home.ts";
import type { Audit } from "./access/audit.ts";
import { createAudit } from "./access/audit-log.ts";
import { createClosedGatekeeper } from "./access/closed-gatekeeper.ts";
import { type Entrance, openEntrance } from "./access/entrance.ts";
import { type Gatekeeper, openGatekeeper } from "./access/gatekeeper.ts";
import { createKeptScreens } from "./access/kept-screens.ts";
import { createOwnHome } from "./access/own-home.ts";
import { createPairingDesk, type PairingDesk } from "./access/pairing-desk.ts";
import { usualCost } from "./access/password-hash.ts";
import { repeat } from "./access/repeat.ts";
import { openScreens, type Screens } from "./access/screens.ts";
import { openSharedHome } from "./access/shared-home.ts";
import { createWatchedGatekeeper } from "./access/watched-gatekeeper.ts";
import type { WebhookKeys } from "./access/webhook-keys.ts";
import { type KeyPlace, openWebhookKeys } from "./access/webhook-keys-open.ts";
import type { AppConfig, AppOverrides } from "./app-config.ts";
import type { Clock } from "./clock.ts";
import type { Endings } from "./endings.ts";
import { type ArrivalCounts, countedArrivals } from "./http/arrival-counts.ts";
import { type Arrivals, createArrivals } from "./http/arrivals.ts";
import { createHops, type Hops } from "./http/hops.ts";
import { shareArrivals } from "./http/shared-arrivals.ts";
import type { Logger } from "./log.ts";
import type { Shared } from "./shared.ts";
import { systemTimers } from "./timers.ts";

/** Who may come in, by which way, and what is noted of it. */
export interface Guard {
  readonly access: AppConfig["access"];
  readonly gatekeeper: Gatekeeper;
  readonly entrance: Entrance;
  readonly screens: Screens;
  /** Where TVs become screens. */
  readonly desk: PairingDesk;
  readonly audit: Audit;
  readonly hops: Hops;
  /** Origins besides the server's own whose pages may act and connect, as browsers write them. */
  readonly origins: ReadonlySet<string>;
  /** The server is reached over HTTPS alone. */
  readonly secureOnly: boolean;
  readonly keys: WebhookKeys;
  /** Where whoever started the server finds the webhook's key. */
  readonly keyPlace: KeyPlace;
  readonly arrivals: Arrivals;
  /** Of all of them, since the start. */
  readonly arrivalCounts: () => ArrivalCounts;
  /** Address ranges of proxies that are believed. */
  readonly proxies: readonly string[];
}

export interface GuardParts {
  readonly config: AppConfig;
  readonly overrides: AppOverrides;
  /** What several servers share; null: this one is alone. */
  readonly shared: Pick<Shared, "postgres" | "bus"> | null;
  readonly clock: Clock;
  readonly settings: () => BoardSettings;
  readonly log: Logger;
}

/** Between two looks what others have changed, ms: who was shut out elsewhere is to be out within a second. */
const LOOK_MS = 500;

export async function openGuard(parts: GuardParts, endings: Endings): Promise<Guard> {
  const { config, clock, log } = parts;
  const { access, publicUrl, proxies } = config;
  const { metricsToken } = config.operations;
  const home = await openHome(parts);
  endings.add("what may be forgotten", async () => home.fleeting.close());
  const audit = createAudit(home.open(), clock);
  endings.add("the audit log", async () => audit.close());
  const screens = await openScreenGuard(parts, home);
  endings.add("the screens", screens.close);
  const entrance = await openDoor(parts, home, endings);
  endings.add("the accounts", entrance.close);
  const { webhookKey, previousWebhookKey } = config;
  const { keys, place: keyPlace } = await openWebhookKeys({
    webhookKey,
    previousWebhookKey,
    home: home.openKeys,
    changes: home.changes,
    clock,
    log,
  });
  endings.add("the webhook's keys", () => keys.close());
  const secureOnly = publicUrl?.startsWith("https:") ?? false;
  const { sessions } = entrance;
  const people = access === "open" ? openGatekeeper : createClosedGatekeeper({ sessions, screens, secureOnly });
  const { arrivals, counts: arrivalCounts } = countedArrivals(createArrivals(clock));
  if (parts.shared !== null) {
    const stop = shareArrivals(arrivals, parts.shared.bus, systemTimers.after);
    endings.add("the arrivals of other servers", async () => stop());
  }
  return {
    access,
    gatekeeper: metricsToken === null ? people : createWatchedGatekeeper(people, metricsToken),
    entrance,
    screens,
    desk: createPairingDesk(home.fleeting, clock),
    audit,
    hops: createHops(proxies, publicUrl),
    origins: new Set(publicUrl === null ? [] : [publicUrl]),
    secureOnly,
    keys,
    keyPlace,
    arrivals,
    arrivalCounts,
    proxies,
  };
}

async function openHome({ config, overrides, shared, clock, log }: GuardParts): Promise<AccessHome> {
  if (shared !== null) return openSharedHome({ ...shared, clock, log });
  return createOwnHome({ dataFolder: config.dataFolder, inMemory: overrides.journal !== undefined });
}

function openScreenGuard({ config, clock, settings, log }: GuardParts, home: AccessHome): Promise<Screens> {
  return openScreens({
    store: createKeptScreens(home.open()),
    whereabouts: home.whereabouts,
    changes: home.changes,
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

async function openDoor(
  { config, overrides, clock, log }: GuardParts,
  home: AccessHome,
  endings: Endings,
): Promise<Entrance> {
  const { admin, secret: given } = config.accounts;
  const { database, changes } = await home.openAccounts();
  const { fleeting, codes } = home;
  const { company } = config;
  const { passwordCost: cost = usualCost } = overrides;
  const secret = given ?? (await home.secret());
  const entrance = await openEntrance({
    database,
    fleeting,
    changes,
    secret,
    admin,
    company,
    codes: config.access === "open" ? null : codes,
    cost,
    clock,
    log,
  });
  const failed = (err: unknown) => log.error({ err }, "what others changed of who may come in could not be looked at");
  const stopLooking = repeat(LOOK_MS, changes.look, { after: systemTimers.after, failed });
  endings.add("the look at what others change", async () => {
    changes.close();
    await stopLooking();
  });
  return entrance;
}
