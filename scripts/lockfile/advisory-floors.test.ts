import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { belowFloors, floors, isBelow, type Lockfile, lookedThrough, withoutAdvisory } from "./advisory-floors.ts";

const lockfile: Lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));

/** The lockfile with another version of what lies at that path; null: without it. */
function doctored(path: string, version: string | null): Lockfile {
  const { [path]: _former, ...others } = lockfile.packages;
  return { packages: version === null ? others : { ...others, [path]: { version } } };
}

describe("advisories", () => {
  test("[Z10] no package is below the version in which a weakness was mended", () => {
    expect(belowFloors(lockfile)).toEqual([]);
  });

  test.each(floors)("[Z10] control: $name of before $atLeast is found", ({ name }) => {
    expect(belowFloors(doctored(`node_modules/${name}`, "0.0.1"))).toEqual([
      expect.stringContaining(`node_modules/${name} is 0.0.1`),
    ]);
  });

  test("[Z10] control: one that lies deeper in the tree is found, and one that is gone", () => {
    const deep = "node_modules/engine.io/node_modules/ws";
    expect(belowFloors(doctored(deep, "8.20.9"))).toEqual([expect.stringContaining(`${deep} is 8.20.9`)]);
    expect(belowFloors(doctored("node_modules/defu", null))).toEqual([
      "defu is in the table of floors and not in the lockfile",
    ]);
  });

  test.each([
    ["8.20.1", "8.21.0", true],
    ["8.21.0", "8.21.0", false],
    ["10.0.0", "9.9.9", false],
    ["9.9.9", "10.0.0", true],
    ["16.3.8-canary.4", "16.3.8", true],
    ["16.4.0-canary.4", "16.3.8", false],
  ])("[Z10] %s is below %s: %s", (version, floor, below) => {
    expect(isBelow(version, floor)).toBe(below);
  });

  test("[Z10] every row says by which advisory, and the table says of which day it is", () => {
    const unnamed = floors.filter(({ advisory }) => !/CVE-\d{4}-\d+|GHSA(?:-[0-9a-z]{4}){3}|^as /.test(advisory));
    expect(unnamed).toEqual([]);
    expect(new Date(`${lookedThrough}T00:00:00Z`).toISOString()).toContain(lookedThrough);
  });

  test("[Z10] whoever adds a package looks whether there are advisories of it", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    const looked = [...floors.map(({ name }) => name), ...withoutAdvisory];
    expect(Object.keys(dependencies).filter((name) => !looked.includes(name))).toEqual([]);
    expect(withoutAdvisory.filter((name) => !(name in dependencies))).toEqual([]);
  });
});
