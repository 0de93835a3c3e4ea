import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../scripts/setup/project.mjs";

/** The checkout as it would be deployed after a change: the same but for what its build is called. */
export interface OtherBuild {
  readonly folder: string;
  discard(): void;
}

const parts = ["server", "lib", "package.json", "next.config.js"];

/** @param also folders that it needs besides those of the server */
export function createOtherBuild(id: string, also: readonly string[] = []): OtherBuild {
  const folder = mkdtempSync(join(tmpdir(), "ringside-build-"));
  for (const part of [...parts, ...also]) {
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !path.endsWith(".test.ts") });
  }
  cpSync(join(root, ".next"), join(folder, ".next"), {
    recursive: true,
    filter: (path) => path !== join(root, ".next", "cache"),
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, ".next", "BUILD_ID"), id);
  return { folder, discard: () => rmSync(folder, { recursive: true }) };
}
