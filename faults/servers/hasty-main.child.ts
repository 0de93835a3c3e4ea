// The server as it must not be: it says that something is safe a moment before it is. For controls.
import { createApp } from "#server/app.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { journalPath, makeDataFolder } from "#server/config/data-folder.ts";
import { createGroupedJournal } from "#server/journal/grouped-journal.ts";
import { createSqliteStorage } from "#server/journal/sqlite-storage.ts";
import { createLogger } from "#server/log.ts";

/** ms between the answer and the commit. */
const HASTE = 20;

const config = readConfig(process.env);
makeDataFolder(config.dataFolder);
const storage = createSqliteStorage(journalPath(config.dataFolder));
const hasty = createGroupedJournal(
  { ...storage, commit: (entries) => void setTimeout(() => storage.commit(entries), HASTE) },
  systemClock,
);
const journal = { ...hasty, checkpoints: storage.checkpoints, upkeep: storage.upkeep };
const app = createApp(config, { journal, pages: false, log: createLogger("error") });
const { url } = await app.start();
console.info(`The wall:     ${url}/wall`);
