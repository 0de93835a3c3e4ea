import { resolve } from "node:path";
import { expect, test } from "vitest";
import { defaultSite } from "#lib/board/site-settings.ts";
import { StartError } from "#server/start-error.ts";
import { ownTimeZone, readConfig } from "./config.ts";
import { isLoopback } from "./loopback.ts";

const defaults = {
  port: 3000,
  host: "0.0.0.0",
  dataFolder: resolve("data"),
  databaseUrl: null,
  directoryFile: null,
  webhookKey: null,
  previousWebhookKey: null,
  timeZone: ownTimeZone(),
  access: "closed",
  publicUrl: null,
  proxies: [],
  company: null,
  accounts: { secret: null, admin: null },
  site: defaultSite,
  screens: { configured: null, darkAfter: 120_000 },
  recordingHosts: [],
  operations: { logLevel: "info", metricsToken: null, stopDelay: 0, journalAnew: false },
};

test("[H20] nothing need be set: every address of this machine, port 3000, ./data, the system's time zone", () => {
  expect(readConfig({})).toEqual(defaults);
  expect(readConfig({ PORT: "", HOST: "", RINGSIDE_DATA: "", RINGSIDE_WEBHOOK_KEY: "", DATABASE_URL: "" })).toEqual(
    defaults,
  );
});

test("[H20] what is set is taken", () => {
  expect(
    readConfig({
      PORT: "0",
      HOST: "::",
      RINGSIDE_DATA: "/srv/ringside",
      RINGSIDE_WEBHOOK_KEY: "k-1_~.",
      RINGSIDE_TIME_ZONE: "Europe/Prague",
      RINGSIDE_PLACE: "North office",
      RINGSIDE_RECORDING_HOSTS: "PBX.example.com, 10.0.0.5:5001 [::1]:8443",
    }),
  ).toEqual({
    ...defaults,
    port: 0,
    host: "::",
    dataFolder: "/srv/ringside",
    webhookKey: "k-1_~.",
    timeZone: "Europe/Prague",
    site: { ...defaultSite, place: "North office" },
    recordingHosts: ["pbx.example.com", "10.0.0.5:5001", "[::1]:8443"],
  });
});

test("[L60] whatever set-up asks for can be set by the environment", () => {
  const { site, publicUrl, proxies, directoryFile, screens } = readConfig({
    RINGSIDE_DIRECTORY: "numbers.csv",
    RINGSIDE_SCREEN_TOKEN: "t".repeat(32),
    RINGSIDE_SCREEN_NAME: "Hall",
    RINGSIDE_SCREEN_BOARD: "sales",
    RINGSIDE_SCREEN_INCHES: "55",
    RINGSIDE_SCREEN_METRES: "5,0",
    RINGSIDE_SCREEN_THEME: "dark",
    RINGSIDE_SCREEN_SOUND: "yes",
    RINGSIDE_PLACE: "North office",
    RINGSIDE_MASKING: "last-three",
    RINGSIDE_WORKS_COUNCIL: "yes",
    RINGSIDE_KEEP_RAW_DAYS: "7",
    RINGSIDE_KEEP_CALL_MONTHS: "24",
    RINGSIDE_ANSWER_WITHIN: "30",
    RINGSIDE_SHORT_ABANDON: "0",
    RINGSIDE_WATCH_AFTER: "45",
    RINGSIDE_ALARM_AFTER: "90",
    RINGSIDE_HOURS: "Mo-Tu 08:00-12:00, sa 09:00-24:00",
    RINGSIDE_BOARDS: "Sales: 820 821; Spare parts: 822; Čechy: 823",
    RINGSIDE_WEBHOOK_SENDERS: "10.0.0.5, fd00::/8",
    RINGSIDE_PUBLIC_URL: "https://Board.example:443/",
    RINGSIDE_TRUSTED_PROXIES: "127.0.0.1 10.0.0.0/8",
  });
  expect(site).toEqual({
    place: "North office",
    masking: "last-three",
    worksCouncil: true,
    keep: { rawDays: 7, callMonths: 24 },
    limits: { answerWithin: 30, shortAbandon: 0, watchAfter: 45, alarmAfter: 90 },
    hours: [
      { day: 1, from: "08:00", to: "12:00" },
      { day: 2, from: "08:00", to: "12:00" },
      { day: 6, from: "09:00", to: "24:00" },
    ],
    boards: [
      { id: "all", name: "All", queues: null, agents: null },
      { id: "sales", name: "Sales", queues: ["820", "821"], agents: null },
      { id: "spare-parts", name: "Spare parts", queues: ["822"], agents: null },
      { id: "cechy", name: "Čechy", queues: ["823"], agents: null },
    ],
    senders: ["10.0.0.5", "fd00::/8"],
  });
  expect(directoryFile).toBe(resolve("numbers.csv"));
  const look = { k: 7.3, theme: "dark", sound: true };
  expect(screens.configured).toEqual({ token: "t".repeat(32), name: "Hall", board: "sales", look });
  expect(publicUrl).toBe("https://board.example");
  expect(proxies).toEqual(["127.0.0.1", "10.0.0.0/8"]);
});

test("[H20] how the server is run and watched can be set", () => {
  const { operations } = readConfig({
    RINGSIDE_LOG_LEVEL: "warn",
    RINGSIDE_JOURNAL: "anew",
    RINGSIDE_METRICS_TOKEN: "m".repeat(32),
    RINGSIDE_STOP_DELAY: "3",
  });
  expect(operations).toEqual({ logLevel: "warn", metricsToken: "m".repeat(32), stopDelay: 3_000, journalAnew: true });
});

test.each([
  [{ RINGSIDE_LOG_LEVEL: "loud" }, "RINGSIDE_LOG_LEVEL must be error, warn, info or debug."],
  [{ RINGSIDE_METRICS_TOKEN: "short" }, "RINGSIDE_METRICS_TOKEN must be 32 or more letters"],
  [{ RINGSIDE_STOP_DELAY: "4" }, "RINGSIDE_STOP_DELAY must be a whole number from 0 to 3."],
  [{ RINGSIDE_MASKING: "some" }, "RINGSIDE_MASKING must be none, last-three or all."],
  [{ RINGSIDE_WORKS_COUNCIL: "1" }, 'RINGSIDE_WORKS_COUNCIL must be "yes" or "no".'],
  [{ RINGSIDE_KEEP_RAW_DAYS: "0" }, "RINGSIDE_KEEP_RAW_DAYS must be a whole number from 1 to 400."],
  [{ RINGSIDE_WATCH_AFTER: "1.5" }, "RINGSIDE_WATCH_AFTER must be a whole number from 1 to 3600."],
  [{ RINGSIDE_HOURS: "Mo-Fr" }, "RINGSIDE_HOURS must be days and times"],
  [{ RINGSIDE_HOURS: "Fr-Mo 08:00-10:00" }, "RINGSIDE_HOURS must be days and times"],
  [{ RINGSIDE_HOURS: "Mo 10:00-08:00" }, "RINGSIDE_HOURS must be days and times"],
  [{ RINGSIDE_BOARDS: "Sales" }, "RINGSIDE_BOARDS must be names with queues"],
  [{ RINGSIDE_BOARDS: "Sales: 820; sales: 821" }, "RINGSIDE_BOARDS must be names with queues"],
  [{ RINGSIDE_BOARDS: "All: 820" }, "RINGSIDE_BOARDS must be names with queues"],
  [{ RINGSIDE_WATCH_AFTER: "300" }, "RINGSIDE_WATCH_AFTER must not be longer than RINGSIDE_ALARM_AFTER."],
  [{ RINGSIDE_KEEP_RAW_DAYS: "100", RINGSIDE_KEEP_CALL_MONTHS: "2" }, "RINGSIDE_KEEP_CALL_MONTHS must not be shorter"],
  [{ RINGSIDE_SCREEN_INCHES: "5", RINGSIDE_SCREEN_METRES: "5" }, "RINGSIDE_SCREEN_INCHES must be 10 to 150."],
  [{ RINGSIDE_SCREEN_INCHES: "55" }, "RINGSIDE_SCREEN_INCHES needs RINGSIDE_SCREEN_METRES."],
  [{ RINGSIDE_SCREEN_METRES: "5" }, "RINGSIDE_SCREEN_METRES needs RINGSIDE_SCREEN_INCHES."],
  [{ RINGSIDE_SCREEN_THEME: "blue" }, "RINGSIDE_SCREEN_THEME must be system, light or dark."],
  [{ RINGSIDE_PLACE: "x".repeat(61) }, "RINGSIDE_PLACE must have at most 60 characters."],
  [{ RINGSIDE_BOARDS: `${"x".repeat(61)}: 820` }, "RINGSIDE_BOARDS must have names of 1 to 60 characters."],
  [{ RINGSIDE_WEBHOOK_SENDERS: "pbx.example" }, "RINGSIDE_WEBHOOK_SENDERS must be addresses or ranges"],
  [{ RINGSIDE_TRUSTED_PROXIES: "10.0.0.0/33" }, "RINGSIDE_TRUSTED_PROXIES must be addresses or ranges"],
  [{ RINGSIDE_PUBLIC_URL: "board.example" }, "RINGSIDE_PUBLIC_URL must be scheme and host"],
  [{ RINGSIDE_PUBLIC_URL: "https://board.example/path" }, "RINGSIDE_PUBLIC_URL must be scheme and host"],
])("[L60] %j cannot be used, which one sentence says", (env, sentence) => {
  expect(() => readConfig(env)).toThrow(StartError);
  expect(() => readConfig(env)).toThrow(sentence);
});

test.each([
  [{ PORT: "http" }, "PORT must be a port number, 0 to 65535."],
  [{ PORT: "65536" }, "PORT must be a port number, 0 to 65535."],
  [{ PORT: "-1" }, "PORT must be a port number, 0 to 65535."],
  [{ RINGSIDE_TIME_ZONE: "Mars/Olympus" }, "RINGSIDE_TIME_ZONE must be the name of a time zone"],
  [{ RINGSIDE_WEBHOOK_KEY: "  " }, "RINGSIDE_WEBHOOK_KEY must not be blank."],
  [{ RINGSIDE_WEBHOOK_KEY: "a/b" }, "RINGSIDE_WEBHOOK_KEY must not hold blanks"],
  [{ RINGSIDE_RECORDING_HOSTS: "https://pbx.example" }, "RINGSIDE_RECORDING_HOSTS must be host names"],
  [{ RINGSIDE_RECORDING_HOSTS: "pbx.example/recordings" }, "RINGSIDE_RECORDING_HOSTS must be host names"],
  [{ RINGSIDE_RECORDING_HOSTS: "*.example" }, "RINGSIDE_RECORDING_HOSTS must be host names"],
  [{ RINGSIDE_ACCESS: "closed" }, 'RINGSIDE_ACCESS can only be "open".'],
  [{ RINGSIDE_ACCESS: "open", HOST: "0.0.0.0" }, "RINGSIDE_ACCESS=open is only possible on this machine itself"],
  [{ DATABASE_URL: "mysql://db/ringside" }, "DATABASE_URL must be the URL of a PostgreSQL"],
])("[H20] %j cannot be used, which one sentence says", (env, sentence) => {
  expect(() => readConfig(env)).toThrow(StartError);
  expect(() => readConfig(env)).toThrow(sentence);
});

test("[H20] of several that cannot be used every one is told, a line each, in one go", () => {
  const env = { PORT: "http", RINGSIDE_MASKING: "some", RINGSIDE_TIME_ZONE: "Mars/Olympus", RINGSIDE_STOP_DELAY: "4" };
  const lines = ["PORT", "RINGSIDE_TIME_ZONE", "RINGSIDE_MASKING", "RINGSIDE_STOP_DELAY"].map(
    (name) => `${name} must .*\\.`,
  );
  expect(() => readConfig(env)).toThrow(new RegExp(`^${lines.join("\n")}$`));
});

test("[H20] a message never repeats the key", () => {
  expect(() => readConfig({ RINGSIDE_WEBHOOK_KEY: "hunter2/x" })).not.toThrow(/hunter2/);
});

test("[H20] open access is possible where nobody else can reach the server", () => {
  for (const HOST of ["127.0.0.1", "127.1.2.3", "::1", "localhost"]) {
    expect(readConfig({ RINGSIDE_ACCESS: "open", HOST }).host).toBe(HOST);
  }
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "example.org", "127.0.0.1.example.org", ""]) {
    expect([host, isLoopback(host)]).toEqual([host, false]);
  }
});
