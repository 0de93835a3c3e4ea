import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import type { AppConfig, AppOverrides } from "./app-config.ts";
import type { CallArchive } from "./archive/call-archive.ts";
import { createMemoryArchive } from "./archive/memory-archive.ts";
import { openPostgresArchive, type PostgresArchiveParts } from "./archive/postgres-archive.ts";
import { createSqliteArchive } from "./archive/sqlite-archive.ts";
import { type Backups, createBackups } from "./backup/backups.ts";
import { inspectInThread } from "./backup/inspect-in-thread.ts";
import { keepBeforeUpgrade } from "./backup/keep-before-upgrade.ts";
import { hasLostJournal, lostJournal } from "./backup/lost-journal.ts";
import { resumeRestore } from "./backup/restore.ts";
import { type Clock, createSteadyClock, systemClock } from "./clock.ts";
import { variableNames } from "./config/config.ts";
import { accessPath, archivePath, backupsPath, journalPath, makeDataFolder, pastPath } from "./config/data-folder.ts";
import { type EnvironmentVariable, environmentVariables } from "./config/environment-variables.ts";
import { givenSettings } from "./config/given-settings.ts";
import type { Endings } from "./endings.ts";
import { type Guard, openGuard } from "./guard.ts";
import { openVitals, type Vitals } from "./health/vitals.ts";
import { type CallHistory, createCallHistory } from "./history/call-history.ts";
import { createOrderlyHistory } from "./history/orderly-history.ts";
import { goOnFromNewest } from "./journal/go-on-from-newest.ts";
import type { JournalStore } from "./journal/journal-store.ts";
import { openPostgresJournal } from "./journal/postgres-journal.ts";
import { createSqliteJournal } from "./journal/sqlite-journal.ts";
import type { Logger } from "./log.ts";
import type { CommitMeter } from "./metrics/commit-meter.ts";
import { createMeters, type Meters } from "./metrics/meters.ts";
import { createPastBoards, createPastBoardsOf, type PastBoards } from "./past/past-boards.ts";
import { openSharedPastBoards } from "./past/shared-past-boards.ts";
import { finishErasure } from "./privacy/finish-erasure.ts";
import { createPrivacy, type Privacy } from "./privacy/privacy.ts";
import { foldFingerprint } from "./projector/fingerprint.ts";
import { createProjector, type Projector } from "./projector/projector.ts";
import { openShared, type Shared } from "./shared.ts";
import { systemTimers } from "./timers.ts";

/** What keeps and knows calls: everything but what is served. */
export interface Core extends Guard {
  readonly journal: JournalStore;
  readonly clock: Clock;
  readonly projector: Projector;
  readonly archive: CallArchive;
  readonly history: CallHistory;
  readonly past: PastBoards;
  readonly privacy: Privacy;
  readonly vitals: Vitals;
  readonly meters: Meters;
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
  const { databaseUrl } = config;
  const isEmbedded = !overrides.journal && databaseUrl === null;
  const shared = overrides.journal || databaseUrl === null ? null : await openShared(databaseUrl, log, endings);
  const given = overrides.clock ?? shared?.clock ?? systemClock;
  const clock = createSteadyClock(given);
  const meters = createMeters();
  const { commits: meter } = meters;
  const settings = givenSettings(config, overrides.directory);
  const backups = isEmbedded ? openBackups(config, clock, settings) : null;
  const journal = overrides.journal ?? (await openJournal({ config, shared, backups, clock, meter, log }, endings));
  await goOnFromNewest(clock, journal);
  if (backups !== null) await finishErasure(journal, { ...filesOf(config), backups });
  const fingerprint = foldFingerprint(settings);
  const archive = overrides.journal
    ? createMemoryArchive(settings)
    : await openArchive({ dataFolder: config.dataFolder, shared, fingerprint, settings, log }, endings);
  const projector = createProjector({ journal, archive, clock, settings, fingerprint, log });
  await projector.start();
  endings.add("the board", () => projector.stop());
  const history = createOrderlyHistory(
    createCallHistory({ state: projector.state, leaving: projector.leaving, now: clock.now, archive }),
  );
  const guard = await openGuard(
    { config, overrides, shared, clock, settings: () => projector.state().settings, log },
    endings,
  );
  const past = overrides.journal
    ? createPastBoardsOf(journal, settings, log)
    : await openPast({ dataFolder: config.dataFolder, shared, journal, fingerprint, settings });
  endings.add("the boards of the past", () => past.close());
  const journalFile = isEmbedded ? journalPath(config.dataFolder) : null;
  const kept = { journal, journalPath: journalFile, projector, archive, past, backups };
  const privacy = createPrivacy({ ...kept, audit: guard.audit, clock, given, timers: systemTimers, log });
  endings.add("the upkeep", () => privacy.close());
  const vitals = await openVitals({
    dataFolder: overrides.journal ? null : config.dataFolder,
    backups: backups && (() => ({ lastAt: backups.lastAt(), failed: privacy.failing() })),
    clock,
  });
  endings.add("the vitals", async () => vitals.close());
  return {
    journal,
    clock,
    ...guard,
    projector,
    archive,
    history,
    past,
    privacy,
    vitals,
    meters,
    log,
    site: config.site,
    environment: environmentVariables(variableNames, overrides.environment ?? process.env),
    recordingHosts: config.recordingHosts,
  };
}

interface PastPlace {
  readonly dataFolder: string;
  readonly shared: Shared | null;
  readonly journal: JournalStore;
  readonly fingerprint: string;
  readonly settings: BoardSettings;
}

async function openPast({ dataFolder, shared, journal, ...rules }: PastPlace): Promise<PastBoards> {
  const kept = { keptPath: pastPath(dataFolder), ...rules };
  if (shared !== null) return openSharedPastBoards({ postgres: shared.postgres, journal, ...kept });
  return createPastBoards({ journal: { in: "file", path: journalPath(dataFolder) }, ...kept });
}

interface ArchivePlace extends Omit<PostgresArchiveParts, "postgres"> {
  readonly dataFolder: string;
  readonly shared: Shared | null;
}

async function openArchive({ dataFolder, shared, ...rest }: ArchivePlace, endings: Endings): Promise<CallArchive> {
  const archive =
    shared === null
      ? createSqliteArchive({ path: archivePath(dataFolder), ...rest })
      : await openPostgresArchive({ postgres: shared.postgres, ...rest });
  endings.add("the history", () => archive.close());
  return archive;
}

interface JournalPlace {
  readonly config: AppConfig;
  readonly shared: Shared | null;
  /** null: they are not this server's business. */
  readonly backups: Backups | null;
  readonly clock: Clock;
  readonly meter: CommitMeter;
  readonly log: Logger;
}

async function openJournal(
  { config, shared, backups, clock, meter, log }: JournalPlace,
  endings: Endings,
): Promise<JournalStore> {
  makeDataFolder(config.dataFolder);
  if (shared === null && resumeRestore(config.dataFolder)) log.warn("a restore was cut short, and is ended now");
  if (shared === null && hasLostJournal(config.dataFolder)) {
    if (!config.operations.journalAnew) throw lostJournal(config.dataFolder);
    log.warn("the journal is gone; RINGSIDE_JOURNAL=anew begins an empty one");
  }
  if (backups !== null) await keepBeforeUpgrade(journalPath(config.dataFolder), backups, log);
  const journal =
    shared === null
      ? createSqliteJournal(journalPath(config.dataFolder), clock, meter)
      : await openPostgresJournal(shared.postgres, clock, log, meter);
  endings.add("the journal", () => journal.close());
  return journal;
}

function filesOf({ dataFolder }: AppConfig) {
  return { archive: archivePath(dataFolder), past: pastPath(dataFolder) };
}

function openBackups({ dataFolder }: AppConfig, clock: Clock, settings: BoardSettings): Backups {
  return createBackups({
    folder: backupsPath(dataFolder),
    sources: { journal: journalPath(dataFolder), access: accessPath(dataFolder) },
    clock,
    inspect: (folder) => inspectInThread(folder, settings),
  });
}
