import { amend, noAmendments } from "#lib/board/amendments.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import type { Directory } from "#lib/board/directory.ts";
import type { Config } from "./config.ts";
import { givenDirectory } from "./data-folder.ts";

/** By what the journal is read, as the start gives it. Throws `StartError` where the directory has a fault. */
export function givenSettings(
  { dataFolder, directoryFile, timeZone, site }: Pick<Config, "dataFolder" | "directoryFile" | "timeZone" | "site">,
  directory: Directory = givenDirectory(dataFolder, directoryFile),
): BoardSettings {
  return amend({ ...defaultSettings, timeZone, directory, site }, noAmendments);
}
