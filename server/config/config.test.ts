import { resolve } from "node:path";
import { expect, test } from "vitest";
import { StartError } from "#server/start-error.ts";
import { isLoopback, ownTimeZone, readConfig } from "./config.ts";

test("[H20] nothing need be set: this machine alone, port 3000, ./data, the system's time zone", () => {
  const defaults = {
    port: 3000,
    host: "127.0.0.1",
    dataFolder: resolve("data"),
    webhookKey: null,
    timeZone: ownTimeZone(),
    access: "closed",
    place: "Ringside",
    recordingHosts: [],
  };
  expect(readConfig({})).toEqual(defaults);
  expect(readConfig({ PORT: "", HOST: "", RINGSIDE_DATA: "", RINGSIDE_WEBHOOK_KEY: "", DATABASE_URL: "" })).toEqual(
    defaults,
  );
});

test("[H20] what is set is taken", () => {
  expect(
    readConfig({
      PORT: "0",
      HOST: "0.0.0.0",
      RINGSIDE_DATA: "/srv/ringside",
      RINGSIDE_WEBHOOK_KEY: "k-1_~.",
      RINGSIDE_TIME_ZONE: "Europe/Prague",
      RINGSIDE_PLACE: "North office",
      RINGSIDE_RECORDING_HOSTS: "PBX.example.com, 10.0.0.5:5001 [::1]:8443",
    }),
  ).toEqual({
    port: 0,
    host: "0.0.0.0",
    dataFolder: "/srv/ringside",
    webhookKey: "k-1_~.",
    timeZone: "Europe/Prague",
    access: "closed",
    place: "North office",
    recordingHosts: ["pbx.example.com", "10.0.0.5:5001", "[::1]:8443"],
  });
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
  [{ DATABASE_URL: "postgres://db/ringside" }, "DATABASE_URL is set, but"],
])("[H20] %j cannot be used, which one sentence says", (env, sentence) => {
  expect(() => readConfig(env)).toThrow(StartError);
  expect(() => readConfig(env)).toThrow(sentence);
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
