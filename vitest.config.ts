import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["{lib,server,components,bench,scripts,e2e}/**/*.test.{ts,tsx}"], environment: "node" },
});
