import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,bench,components,e2e,lib,scripts,server}/**/*.test.{ts,tsx}"],
    environment: "node",
    setupFiles: ["scripts/test/silent-console.ts"],
    allowOnly: false,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
