import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { syncFolder } from "#server/config/sync-folder.ts";
import { StartError } from "#server/start-error.ts";
import { ACCESS_FILE, CHECKSUMS_FILE, JOURNAL_FILE } from "./backup-files.ts";

/** Writes down the SHA-256 of a backup's files, in the form that `sha256sum -c` reads. */
export async function writeChecksums(folder: string): Promise<void> {
  const files = [JOURNAL_FILE, ACCESS_FILE].filter((name) => existsSync(join(folder, name)));
  const lines = await Promise.all(files.map(async (name) => `${await sumOf(join(folder, name))}  ${name}\n`));
  writeFileSync(join(folder, CHECKSUMS_FILE), lines.join(""), { mode: 0o600, flush: true });
  syncFolder(folder);
}

/**
 * Throws `StartError` where a file is another than its checksum was written of.
 *
 * @param files folder of the files, which may be copies
 * @param checksums folder of the backup
 * @returns false: the backup has no checksums, as one of an earlier version or one that was being rewritten
 */
export async function requireUnchanged(files: string, checksums = files): Promise<boolean> {
  const path = join(checksums, CHECKSUMS_FILE);
  if (!existsSync(path)) return false;
  for (const line of readFileSync(path, "utf8").split("\n").filter(Boolean)) {
    const [sum = "", name = ""] = line.split("  ");
    // The list may be damaged, too: a name is never followed out of the folder.
    const file = join(files, basename(name));
    if (!existsSync(file)) throw new StartError(`${file} is missing: ${path} lists it.`);
    if ((await sumOf(file)) !== sum) {
      throw new StartError(`${file} is not as it was when the backup was made: its SHA-256 is not that in ${path}.`);
    }
  }
  return true;
}

/**
 * Changes a file of a backup. Cut short, it leaves no checksums, since they would be of neither state. Those of a damaged
 * backup stay, and go on telling so; one that has none gets none.
 *
 * @param path of the file
 */
export async function changeUnderChecksums(path: string, change: () => Promise<void>): Promise<void> {
  const folder = dirname(path);
  if (!(await isUnchanged(folder))) return change();
  rmSync(join(folder, CHECKSUMS_FILE));
  syncFolder(folder);
  await change();
  await writeChecksums(folder);
}

async function isUnchanged(folder: string): Promise<boolean> {
  try {
    return await requireUnchanged(folder);
  } catch (cause) {
    if (cause instanceof StartError) return false;
    throw cause;
  }
}

async function sumOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes);
  return hash.digest("hex");
}
