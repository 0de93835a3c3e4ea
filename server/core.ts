import { amend, noAmendments } from "#lib/board/amendments.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
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
import type { WebhookKeys } from "./access/webhook-keys.ts";
import { openWebhookKeys } from "./access/webhook-keys-open.ts";
import type { AppConfig, AppOverrides } from "./app-config.ts";
import type { CallArchive } from "./archive/call-archive.ts";
import { createMemoryArchive } from "./archive/memory-archive.ts";
import { createSqliteArchive, type SqliteArchiveParts } from "./archive/sqlite-archive.ts";
import { type Clock, createSteadyClock, systemClock } from "./clock.ts";
import { variableNames } from "./config/config.ts";
import { accessPath, archivePath, journalPath, keptDirectory, makeDataFolder, pastPath } from "./config/data-folder.ts";
import { type EnvironmentVariable, environmentVariables } from "./config/environment-variables.ts";
import type { Endings } from "./endings.ts";
import { type CallHistory, createCallHistory } from "./history/call-history.ts";
import { createOrderlyHistory } from "./history/orderly-history.ts";
import { type Arrivals, createArrivals } from "./http/arrivals.ts";
import { createHops, type Hops } from "./http/hops.ts";
import type { JournalStore } from "./journal/journal-store.ts";
import { createSqliteJournal } from "./journal/sqlite-journal.ts";
import type { Logger } from "./log.ts";
import { createPastBoards, createPastBoardsOf, type PastBoards } from "./past/past-boards.ts";
import { foldFingerprint } from "./projector/fingerprint.ts";
import { createProjector, type Projector } from "./projector/projector.ts";
import { afterTimeout } from "./realtime/frames.ts";

/** The way by which the phone system's requests come in. */
interface WebhookParts {
  readonly keys: WebhookKeys;
  /** The webhook's key, where this start made it. */
  readonly freshKey: string | null;
  readonly arrivals: Arrivals;
  /** Address ranges of proxies that are believed. */
  readonly proxies: readonly string[];
}

/** What keeps and knows calls: everything but what is served. */
export interface Core extends WebhookParts {
  readonly journal: JournalStore;
  readonly clock: Clock;
  readonly gatekeeper: Gatekeeper;
  readonly entrance: Entrance;
  readonly access: AppConfig["access"];
  /** The server is reached over HTTPS alone. */
  readonly secureOnly: boolean;
  readonly audit: Audit;
  readonly screens: Screens;
  readonly hops: Hops;
  readonly projector: Projector;
  readonly archive: CallArchive;
  readonly history: CallHistory;
  readonly past: PastBoards;
  readonly log: Logger;
  /** As the start gave it. */
  readonly site: SiteSettings;
  readonly environment: readonly EnvironmentVariable[];
  readonly recordingHosts: readonly string[];
}

/** Makes the parts from the journal up, and resolves when the board is what the journal says. */
export async function startCore(
  config: AppConfig,
  overrides: AppOverrides & { readonly log: Logger },
  endings: Endings,
): Promise<Core> {
  const { log } = overrides;
  const clock = createSteadyClock(overrides.clock ?? systemClock);
  const journal = overrides.journal ?? openJournal(config, clock, endings);
  const directory = overrides.directory ?? keptDirectory(config.dataFolder);
  const given = { ...defaultSettings, timeZone: config.timeZone, directory, site: config.site };
  const settings = amend(given, noAmendments);
  const fingerprint = foldFingerprint(settings);
  const archive = overrides.journal
    ? createMemoryArchive(settings)
    : openArchive({ path: archivePath(config.dataFolder), fingerprint, settings, log }, endings);
  const projector = createProjector({ journal, archive, clock, settings, fingerprint, log });
  await projector.start();
  endings.add("the board", () => projector.stop());
  const history = createOrderlyHistory(createCallHistory({ state: projector.state, now: clock.now, archive }));
  const audit = createSqliteAudit(overrides.journal ? ":memory:" : accessPath(config.dataFolder), clock);
  endings.add("the audit log", async () => audit.close());
  const screens = await openScreens({
    store: createSqliteScreens(overrides.journal ? ":memory:" : accessPath(config.dataFolder)),
    configured: config.screens.configured,
    clock,
    after: afterTimeout,
    rule() {
      const { site, timeZone } = projector.state().settings;
      return { hours: site.hours, timeZone, grace: config.screens.darkAfter };
    },
    log,
  });
  endings.add("the screens", async () => screens.close());
  const entrance = await openDoor(config, { ...overrides, clock }, endings);
  const { sessions } = entrance;
  const secureOnly = config.publicUrl?.startsWith("https:") ?? false;
  const webhook = await openWebhook({ config, clock, log }, endings);
  const past = overrides.journal
    ? createPastBoardsOf(journal, settings, log)
    : createPastBoards({
        journalPath: journalPath(config.dataFolder),
        keptPath: pastPath(config.dataFolder),
        fingerprint,
        settings,
      });
  endings.add("the boards of the past", () => past.close());
  return {
    journal,
    clock,
    gatekeeper: config.access === "open" ? openGatekeeper : createClosedGatekeeper({ sessions, screens, secureOnly }),
    entrance,
    access: config.access,
    secureOnly,
    audit,
    screens,
    projector,
    archive,
    history,
    past,
    log,
    site: config.site,
    environment: environmentVariables(variableNames, overrides.environment ?? process.env),
    ...webhook,
    recordingHosts: config.recordingHosts,
    hops: createHops(config.proxies, config.publicUrl),
  };
}

async function openDoor(
  config: AppConfig,
  {
    journal,
    clock,
    log,
    passwordCost: cost = usualCost,
  }: AppOverrides & { readonly clock: Clock; readonly log: Logger },
  endings: Endings,
): Promise<Entrance> {
  const database = openAccessDatabase(journal ? ":memory:" : accessPath(config.dataFolder));
  const secret = config.accounts.secret ?? (journal ? madeSecret() : keepAccessSecret(config.dataFolder));
  const entrance = await openEntrance({ database, secret, admin: config.accounts.admin, cost, clock, log });
  endings.add("the accounts", async () => entrance.close());
  return entrance;
}

async function openWebhook(
  { config, clock, log }: { readonly config: AppConfig; readonly clock: Clock; readonly log: Logger },
  endings: Endings,
): Promise<WebhookParts> {
  const { keys, fresh } = await openWebhookKeys(config, clock, log);
  endings.add("the webhook's keys", () => keys.close());
  return { keys, freshKey: fresh, arrivals: createArrivals(clock), proxies: config.proxies };
}

function openArchive(parts: SqliteArchiveParts, endings: Endings): CallArchive {
  const archive = createSqliteArchive(parts);
  endings.add("the history", () => archive.close());
  return archive;
}

function openJournal(config: AppConfig, clock: Clock, endings: Endings): JournalStore {
  makeDataFolder(config.dataFolder);
  const journal = createSqliteJournal(journalPath(config.dataFolder), clock);
  endings.add("the journal", () => journal.close());
  return journal;
}
