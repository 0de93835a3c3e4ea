import { defaultSettings } from "#lib/board/board-settings.ts";
import type { Directory } from "#lib/board/directory.ts";
import type { Site } from "#lib/protocol/messages.ts";
import type { CallArchive } from "./archive/call-archive.ts";
import { createMemoryArchive } from "./archive/memory-archive.ts";
import { createSqliteArchive, type SqliteArchiveParts } from "./archive/sqlite-archive.ts";
import { type Clock, createSteadyClock, systemClock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import { archivePath, journalPath, keptDirectory, makeDataFolder } from "./config/data-folder.ts";
import { createEndings, type Endings } from "./endings.ts";
import { type CallHistory, createCallHistory } from "./history/call-history.ts";
import { createActing } from "./http/acting.ts";
import { callDetailRoutes } from "./http/call-detail-routes.ts";
import { callersRoutes } from "./http/callers-routes.ts";
import { callsRoutes } from "./http/calls-routes.ts";
import { contactsRoutes } from "./http/contacts-routes.ts";
import { dataRoutes } from "./http/data-routes.ts";
import { directoryRoutes } from "./http/directory-routes.ts";
import { drain } from "./http/drain.ts";
import { floorRoutes } from "./http/floor-routes.ts";
import { type Condition, healthRoute } from "./http/health.ts";
import { createHttpServer } from "./http/http-server.ts";
import { createIntake } from "./http/intake.ts";
import { createKeyGate } from "./http/key-gate.ts";
import { listen } from "./http/listen.ts";
import { missedRoutes } from "./http/missed-routes.ts";
import type { Pages } from "./http/pages.ts";
import { reportRoutes } from "./http/report-routes.ts";
import type { Route } from "./http/route.ts";
import { webhookRoute } from "./http/webhook.ts";
import type { JournalStore } from "./journal/journal-store.ts";
import { createSqliteJournal } from "./journal/sqlite-journal.ts";
import { createLogger, type Logger } from "./log.ts";
import { foldFingerprint } from "./projector/fingerprint.ts";
import { createProjector, type Projector } from "./projector/projector.ts";
import { createRealtime, type Realtime } from "./realtime/realtime.ts";

export interface AppConfig extends Config {
  readonly webhookKey: string;
}

export interface AppOverrides {
  /** Stays open when the app stops. */
  readonly journal?: JournalStore;
  readonly clock?: Clock;
  readonly directory?: Directory;
  /** What screens say of the place besides its name. */
  readonly site?: Pick<Site, "sample">;
  /** `false`: no pages, for fast tests. */
  readonly pages?: boolean;
  readonly log?: Logger;
}

export interface App {
  /** Resolves when everything is served. Throws `StartError` when it cannot be, and leaves nothing behind. */
  start(): Promise<{ readonly url: string }>;
  /** Answers what is under way, keeps what must be kept, closes everything; within 5 s. */
  stop(): Promise<void>;
}

const DRAIN_MS = 3_000;

/** The composition root: every part is made here, and knows only what it is handed. */
export function createApp(config: AppConfig, overrides: AppOverrides = {}): App {
  const log = overrides.log ?? createLogger("info");
  const endings = createEndings(log);

  return {
    async start() {
      try {
        return await assemble(config, { ...overrides, log }, endings);
      } catch (cause) {
        await endings.run();
        throw cause;
      }
    },
    stop: endings.run,
  };
}

/** Makes the parts from the journal up, so that nothing is served before it can be. */
async function assemble(
  config: AppConfig,
  overrides: AppOverrides & { readonly log: Logger },
  endings: Endings,
): Promise<{ readonly url: string }> {
  const core = await startCore(config, overrides, endings);
  const pages = overrides.pages === false ? null : await openPages(endings);
  const door: Door = { realtime: null, serving: false };
  const httpServer = createHttpServer({
    routes: routesOf(core, pages, door),
    servePage: pages && ((request, response) => pages.serve(request, response)),
    log: overrides.log,
  });
  const site = { place: config.place, sample: overrides.site?.sample ?? false, build: pages?.build ?? "none" };
  const { projector, clock } = core;
  const realtime = createRealtime({ httpServer, projector, clock, site, allowedOrigins: [] });
  door.realtime = realtime;
  endings.add("the HTTP server", async () => {
    door.serving = false;
    // Screens hold connections open for as long as they are there.
    await Promise.all([drain(httpServer, DRAIN_MS), realtime.close()]);
  });
  const url = await listen(httpServer, config.host, config.port);
  door.serving = true;
  return { url };
}

interface Core {
  readonly journal: JournalStore;
  readonly clock: Clock;
  readonly projector: Projector;
  readonly archive: CallArchive;
  readonly history: CallHistory;
  readonly log: Logger;
  readonly key: string;
  readonly recordingHosts: readonly string[];
}

async function startCore(
  config: AppConfig,
  overrides: AppOverrides & { readonly log: Logger },
  endings: Endings,
): Promise<Core> {
  const { log } = overrides;
  const clock = createSteadyClock(overrides.clock ?? systemClock);
  const journal = overrides.journal ?? openJournal(config, clock, endings);
  const directory = overrides.directory ?? keptDirectory(config.dataFolder);
  const settings = { ...defaultSettings, timeZone: config.timeZone, directory };
  const fingerprint = foldFingerprint(settings);
  const archive = overrides.journal
    ? createMemoryArchive(settings)
    : openArchive({ path: archivePath(config.dataFolder), fingerprint, settings, log }, endings);
  const projector = createProjector({ journal, archive, clock, settings, fingerprint, log });
  await projector.start();
  endings.add("the board", () => projector.stop());
  const history = createCallHistory({ state: projector.state, now: clock.now, archive });
  return {
    journal,
    clock,
    projector,
    archive,
    history,
    log,
    key: config.webhookKey,
    recordingHosts: config.recordingHosts,
  };
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

async function openPages(endings: Endings): Promise<Pages> {
  // Not loaded where there are none to show: Next.js is the slowest part of a start.
  const { createPages } = await import("./http/pages.ts");
  const pages = await createPages();
  endings.add("the pages", () => pages.close());
  return pages;
}

/** What is known of the server only once it stands. */
interface Door {
  realtime: Realtime | null;
  serving: boolean;
}

/** Every address that is not a page's. */
function routesOf(
  { journal, clock, projector, archive, history, log, key, recordingHosts }: Core,
  pages: Pages | null,
  door: Door,
): readonly Route[] {
  const gate = createKeyGate(key, clock);
  const intake = createIntake({ journal, log });
  const acting = createActing(new Set());
  const condition = (): Condition => ({
    serving: door.serving,
    writable: journal.writable(),
    projector: projector.report(),
    archive: archive.report(),
    realtime: door.realtime?.counts() ?? null,
    pages: pages && { build: pages.build },
    intake: { ...intake.counts(), wrongKey: gate.refusals() },
    feed: projector.state().feed,
  });
  return [
    webhookRoute(gate, intake),
    ...dataRoutes({ state: projector.state, clock, journal }),
    ...callsRoutes({ history }),
    ...floorRoutes({ state: projector.state, clock }),
    ...missedRoutes({ acting, state: projector.state, clock, journal }),
    ...directoryRoutes({ acting, state: projector.state, journal }),
    ...contactsRoutes({ acting, state: projector.state, journal }),
    ...callDetailRoutes({ state: projector.state, clock, journal, history, recordingHosts }),
    ...callersRoutes({ state: projector.state, clock, history }),
    ...reportRoutes({ state: projector.state, clock, history }),
    healthRoute(condition),
  ];
}
