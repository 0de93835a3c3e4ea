import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";

/** Sources that each break one of Biome's rules, by the rule's name. */
const planted: Record<string, { readonly path: string; readonly text: string }> = {
  noExplicitAny: { path: "lib/board/loose.ts", text: "export const a = (b: any) => b;\n" },
  noDefaultExport: { path: "lib/board/default.ts", text: "export default 1;\n" },
  noNonNullAssertion: { path: "lib/board/sure.ts", text: "export const a = (b: string | null) => b!.length;\n" },
  noConsole: { path: "lib/board/talk.ts", text: "export const a = () => console.info(1);\n" },
  noTsIgnore: { path: "server/ignore.ts", text: "// @ts-ignore: no reason\nexport const a = 1;\n" },
  noSkippedTests: { path: "server/skip.test.ts", text: 'import { test } from "vitest";\ntest.skip("a", () => {});\n' },
  noFocusedTests: { path: "server/only.test.ts", text: 'import { test } from "vitest";\ntest.only("a", () => {});\n' },
  useImportExtensions: { path: "server/bare.ts", text: 'import { a } from "./sure";\na();\n' },
  noBarrelFile: { path: "lib/board/index.ts", text: 'export { a } from "./sure.ts";\n' },
  useFilenamingConvention: { path: "lib/board/camelCase.ts", text: "export const a = 1;\n" },
  noFloatingPromises: {
    path: "server/float.ts",
    text: "const a = async () => 1;\nexport const b = () => {\n  a();\n};\n",
  },
};
const sound = { path: "lib/board/half.ts", text: "export const half = (whole: number) => whole / 2;\n" };

let folder: string;
let broken: { readonly rule: string; readonly path: string }[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-style-"));
  for (const file of ["biome.json", "package.json"]) copyFileSync(join(root, file), join(folder, file));
  for (const { path, text } of [
    ...Object.values(planted),
    sound,
    { path: "server/sure.ts", text: "export const a = () => 1;\n" },
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  const args = [biome, "lint", "--vcs-enabled=false", "--reporter=json", "--max-diagnostics=100", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const report: { diagnostics: { category: string; location: { path: string } }[] } = JSON.parse(stdout);
  broken = report.diagnostics.map(({ category, location }) => ({
    rule: category.slice(category.lastIndexOf("/") + 1),
    path: location.path,
  }));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("what Biome is told to see", () => {
  test.each(Object.entries(planted))("[T4] %s", (rule, { path }) => {
    expect(broken).toContainEqual({ rule, path });
  });

  test("[T4] a sound source breaks none", () => {
    expect(broken.filter(({ path }) => path === sound.path)).toEqual([]);
  });
});
