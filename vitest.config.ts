import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["{lib,server,components,bench}/**/*.test.{ts,tsx}"], environment: "node" },
});
