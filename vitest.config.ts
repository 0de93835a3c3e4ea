import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,bench,components,e2e,faults,lib,scripts,server,soak,week}/**/*.test.{ts,tsx}"],
    environment: "node",
    globalSetup: ["server/postgres/shared-postgres.setup.ts"],
    setupFiles: ["scripts/test/silent-console.ts"],
    allowOnly: false,
    // One core is left free otherwise: of two that is half, and many tests wait for servers of theirs.
    maxWorkers: "100%",
    // ms. Thousands of cases, whole programs, and machines that do other things besides: what hangs is still found.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
