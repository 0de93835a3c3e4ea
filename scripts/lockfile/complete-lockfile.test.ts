import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { completeLockfile, missingFromLockfile } from "./complete-lockfile.mjs";

const partial = {
  packages: {
    "": {},
    "node_modules/tool": {
      version: "1.0.0",
      dev: true,
      optionalDependencies: {
        "@tool/linux-x64": "1.0.0",
        "@tool/darwin-arm64": "1.0.0",
        "@tool/linux-x64-musl": "1.0.0",
      },
    },
    "node_modules/@tool/linux-x64": { version: "1.0.0" },
  },
};

describe("the lockfile", () => {
  test("[T7] names every optional package, or npm ci refuses it: npm run fix:lock", () => {
    expect(missingFromLockfile(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")))).toEqual([]);
  });

  test("[T7] what is missing is found, and added for its platform alone", () => {
    expect(missingFromLockfile(partial).map(({ name }) => name)).toEqual([
      "@tool/darwin-arm64",
      "@tool/linux-x64-musl",
    ]);
    const { packages } = completeLockfile(partial);
    expect(packages["node_modules/@tool/darwin-arm64"]).toEqual({
      version: "1.0.0",
      dev: true,
      optional: true,
      os: ["darwin"],
      cpu: ["arm64"],
    });
    expect(packages["node_modules/@tool/linux-x64-musl"]).toMatchObject({
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
    });
    expect(missingFromLockfile({ packages })).toEqual([]);
  });
});
