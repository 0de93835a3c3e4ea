import { defineConfig } from "@playwright/test";
import { requireBrowser } from "./scripts/test/browser.mjs";

const browser = await requireBrowser();

/** What these wait for (a silent line, a deploy, days of a soak) is not the processor. */
const patient = /(?:deploy|latency|network|restart|screens|several|soak|sound)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: ".ringside/test-results",
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  workers: 3,
  projects: [
    // Once these are done, the others have their worker.
    { name: "patient", testMatch: patient, workers: 1 },
    { name: "busy", testIgnore: patient, workers: 3 },
  ],
  timeout: 60_000,
  expect: { timeout: 5_000 },
  reporter: "list",
  use: {
    viewport: { width: 1920, height: 1080 },
    timezoneId: "UTC",
    locale: "en-GB",
    launchOptions: {
      executablePath: browser,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
