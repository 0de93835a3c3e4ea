import { hash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changeUnderChecksums, requireUnchanged, writeChecksums } from "./checksums.ts";

let folder: string;
const path = (name: string) => join(folder, name);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-checksums-"));
  writeFileSync(path("ringside.db"), "journal");
  writeFileSync(path("access.db"), "accounts");
  await writeChecksums(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("[E39] a backup's files are checked against the list that sha256sum reads, one bit included", async () => {
  expect(await requireUnchanged(folder)).toBe(true);
  // As `sha256sum -c` reads it: two blanks, and a name without its folder.
  expect(readFileSync(path("SHA256SUMS"), "utf8")).toBe(
    `${hash("sha256", "journal")}  ringside.db\n${hash("sha256", "accounts")}  access.db\n`,
  );
  writeFileSync(path("access.db"), "accountr");
  await expect(requireUnchanged(folder)).rejects.toThrow(/access\.db is not as it was when the backup was made/);
  rmSync(path("access.db"));
  await expect(requireUnchanged(folder)).rejects.toThrow(/access\.db is missing/);
});

test("[E39] what erasures and retention change in a whole backup is checked as they left it", async () => {
  await changeUnderChecksums(path("ringside.db"), async () => writeFileSync(path("ringside.db"), "less"));
  expect(await requireUnchanged(folder)).toBe(true);
});

test("[E39] a change that is cut short leaves a backup without checksums, which is told, and gets none later", async () => {
  const cut = changeUnderChecksums(path("ringside.db"), () => Promise.reject(new Error("cut short")));
  await expect(cut).rejects.toThrow("cut short");
  expect(await requireUnchanged(folder)).toBe(false);
  await changeUnderChecksums(path("ringside.db"), async () => writeFileSync(path("ringside.db"), "less"));
  expect(existsSync(path("SHA256SUMS"))).toBe(false);
});

test("[E39] a change makes no damaged backup a whole one", async () => {
  const before = readFileSync(path("SHA256SUMS"), "utf8");
  writeFileSync(path("ringside.db"), "jOurnal");
  await changeUnderChecksums(path("ringside.db"), async () => writeFileSync(path("ringside.db"), "less"));
  expect(readFileSync(path("SHA256SUMS"), "utf8")).toBe(before);
  await expect(requireUnchanged(folder)).rejects.toThrow(/not as it was/);
});
