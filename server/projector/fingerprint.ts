import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BoardSettings } from "#lib/board/board-settings.ts";

const lib = join(import.meta.dirname, "../../lib");
const foldFolders = ["pbx", "call", "board"];

/**
 * Names one way of reading the journal: the very source of the fold, and the settings. Nobody has to remember to raise
 * a number when a rule changes; a checkpoint written under other rules is simply not this one's.
 */
export function foldFingerprint(settings: BoardSettings): string {
  const hash = createHash("sha256");
  for (const path of foldFolders.flatMap(sourcesOf)) hash.update(path).update(readFileSync(join(lib, path)));
  // How the site is set changes who sees what, and nothing of what is folded but the targets, which stand beside it.
  const { site: _site, ...read } = settings;
  hash.update(JSON.stringify(read, (_key, value: unknown) => (value instanceof Map ? [...value] : value)));
  return hash.digest("base64url");
}

function sourcesOf(folder: string): string[] {
  return readdirSync(join(lib, folder))
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .sort()
    .map((name) => join(folder, name));
}
