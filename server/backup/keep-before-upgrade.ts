import { SCHEMA_VERSION } from "#server/journal/sqlite-schema.ts";
import { versionOf } from "#server/journal/sqlite-upgrade.ts";
import type { Logger } from "#server/log.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import type { Backups } from "./backups.ts";

/**
 * Before a start brings the journal's file to a later schema: a backup of it as it is. Throws `StartError` where none can be
 * made; the file is then as it was.
 */
export async function keepBeforeUpgrade(journal: string, backups: Pick<Backups, "make">, log: Logger): Promise<void> {
  const from = versionOf(journal);
  if (from === null || from === SCHEMA_VERSION) return;
  try {
    await backups.make();
  } catch (cause) {
    const why = reasonOf(cause);
    throw new StartError(`The journal is of an earlier Ringside, and cannot be copied before it is changed: ${why}.`, {
      cause,
    });
  }
  log.info({ from, to: SCHEMA_VERSION }, "the journal is brought to a later schema; a backup of it was made");
}
