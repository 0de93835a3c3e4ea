import type { BoardSettings } from "#lib/board/board-settings.ts";
import { type Config, readConfig } from "#server/config/config.ts";
import { givenSettings } from "#server/config/given-settings.ts";
import { StartError } from "#server/start-error.ts";

/** What a command needs of the environment that looks into the data folder; secrets are not its business. */
export function localConfig(env: NodeJS.ProcessEnv): Config {
  const { RINGSIDE_DATA, RINGSIDE_DIRECTORY, RINGSIDE_TIME_ZONE, DATABASE_URL } = env;
  if (DATABASE_URL) {
    throw new StartError("The journal is in the database of DATABASE_URL, and backed up and restored there.");
  }
  return readConfig({ RINGSIDE_DATA, RINGSIDE_DIRECTORY, RINGSIDE_TIME_ZONE });
}

export function noJournalIn(dataFolder: string): StartError {
  return new StartError(`There is no journal in ${dataFolder}: RINGSIDE_DATA says where it is.`);
}

/** By what its journal is read. A directory that is wrong must not stand in the way of a backup. */
export function localSettings(config: Config): BoardSettings {
  try {
    return givenSettings(config);
  } catch (cause) {
    if (cause instanceof StartError) return givenSettings(config, new Map());
    throw cause;
  }
}
