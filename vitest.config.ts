import { defineConfig } from "vitest/config";
import { threadFlags } from "./scripts/setup/project.mjs";

/** Pure by a rule of the project (T5): its test files have nothing to hand on to one another. */
const pure = "lib/{*,!(client)/**/*}.test.{ts,tsx}";

export default defineConfig({
  test: {
    projects: [
      // Loaded once for all of them: a third of their time was the loading.
      { extends: true, test: { name: "pure", include: [pure], isolate: false } },
      {
        extends: true,
        test: {
          name: "rest",
          include: ["{app,bench,components,e2e,faults,lib,scripts,server,soak,week}/**/*.test.{ts,tsx}"],
          exclude: [pure],
          globalSetup: ["server/postgres/shared-postgres.setup.ts"],
        },
      },
    ],
    environment: "node",
    setupFiles: ["scripts/test/silent-console.ts"],
    allowOnly: false,
    execArgv: threadFlags,
    // One core is left free otherwise: of two that is half, and many tests wait for servers of theirs.
    maxWorkers: "100%",
    // ms. Thousands of cases, whole programs, and machines that do other things besides: what hangs is still found.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
