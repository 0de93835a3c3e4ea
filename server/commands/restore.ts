/** Puts a backup in the place of RINGSIDE_DATA. */
import { resolve } from "node:path";
import { restoreBackup } from "#server/backup/restore.ts";
import { systemClock } from "#server/clock.ts";
import { contentLines } from "./backup-content.ts";
import { backupPlace } from "./backup-place.ts";
import { localConfig, localSettings } from "./local-data.ts";
import { print } from "./output.ts";
import { type RestoreOptions, readRestoreOptions, restoreHelp } from "./restore-options.ts";
import { runCommand } from "./run-command.ts";

async function run({ from, to, replace }: RestoreOptions): Promise<void> {
  process.umask(0o077);
  const config = localConfig(process.env);
  const { INIT_CWD: here = process.cwd() } = process.env;
  const target = to === null ? config.dataFolder : resolve(here, to);
  const { content, aside } = await restoreBackup({
    from: backupPlace(from, config.dataFolder),
    to: target,
    replace,
    settings: localSettings(config),
    clock: systemClock,
  });
  const ends = [`restored:  ${target}`, ...(aside === null ? [] : [`replaced:  ${aside}`])];
  await print([...contentLines(content), ...ends].map((line) => `${line}\n`));
}

await runCommand(readRestoreOptions(process.argv.slice(2)), { help: restoreHelp, run });
