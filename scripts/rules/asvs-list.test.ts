import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { faultsOfList, requirements } from "./asvs-list.ts";

const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null);
// The columns are aligned for those who read it.
const list = (read("docs/asvs.md") ?? "").replaceAll(/ +/g, " ");
const state = (row: string) => row.split(" | ")[2];

describe("the list of the verification standard's requirements", () => {
  test("[Z9] has each of them once, with tests that exist or with a reason", () => {
    expect(requirements).toHaveLength(253);
    expect(faultsOfList(list, read)).toEqual([]);
  });

  test("[Z9] says how many are met as they are counted", () => {
    const rows = list.split("\n").filter((line) => /^\| \d/.test(line));
    expect(new Set(rows.map(state))).toEqual(new Set(["met", "in part", "not met", "does not apply"]));
    const all = Array.from(list.matchAll(/(\d+) (?:are (?:not )?met|in part|do not apply)/g), ([, n]) => Number(n));
    expect(all.reduce((sum, n) => sum + n, 0)).toBe(requirements.length);
  });

  test.each([
    ["one that is left out", /^\| 3\.3\.1 .*\n/m, "", "3.3.1 is left out"],
    ["a test that is not there", /a forged token/g, "a forged coin", '7.2.1: no test "[Z1] a forged coin'],
    ["a file that is not there", /server\/canaries\.test\.ts/g, "server/gone.test.ts", "no test"],
    ["one without a test", /^(\| 8\.4\.1 .*) does not apply /m, "$1 met ", "8.4.1 names no test"],
    ["one without a reason", /A server is of one company\./, "", "8.4.1 gives no reason"],
  ])("[Z9] control: %s is noticed", (_what, from, to, fault) => {
    const changed = list.replace(from, to);
    expect(changed).not.toBe(list);
    expect(faultsOfList(changed, read)).toContainEqual(expect.stringContaining(fault));
  });

  test("[Z9] every file that docs/security.md names is there", () => {
    const named = Array.from(read("docs/security.md")?.matchAll(/`([\w./-]+\.ts)`/g) ?? [], ([, path = ""]) => path);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => read(path) === null)).toEqual([]);
  });
});
