import { defaultSite } from "#lib/board/site-settings.ts";
import type { AppConfig } from "#server/app-config.ts";

/** Of a server on trial: on this machine alone, on any free port, open to whoever reaches it. The data folder is missing. */
export const trialConfig: Omit<AppConfig, "dataFolder"> = {
  port: 0,
  host: "127.0.0.1",
  databaseUrl: null,
  directoryFile: null,
  webhookKey: "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk",
  previousWebhookKey: null,
  timeZone: "UTC",
  access: "open",
  publicUrl: null,
  proxies: [],
  company: null,
  accounts: { secret: null, admin: null },
  site: { ...defaultSite, place: "Test" },
  screens: { configured: null, darkAfter: 120_000 },
  recordingHosts: [],
  operations: { logLevel: "warn", metricsToken: null, stopDelay: 0, journalAnew: false },
};
