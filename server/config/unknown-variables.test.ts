import { expect, test } from "vitest";
import { variableNames } from "./config.ts";
import { unknownVariables } from "./unknown-variables.ts";

test("[H23] what is known, set to nothing or somebody else's is not told of", () => {
  const known = Object.fromEntries(variableNames.map((name) => [name, "x"]));
  expect(unknownVariables(variableNames, { ...known, RINGSIDE_NONE: "", HOME: "/", DATABASE_URI: "x" })).toEqual([]);
});

test("[H23] what Kubernetes sets for a service called ringside is not told of", () => {
  const env = {
    RINGSIDE_PORT: "tcp://10.0.0.7:3000",
    RINGSIDE_PORT_3000_TCP: "tcp://10.0.0.7:3000",
    RINGSIDE_PORT_3000_TCP_ADDR: "10.0.0.7",
    RINGSIDE_SERVICE_HOST: "10.0.0.7",
    RINGSIDE_SERVICE_PORT: "3000",
    RINGSIDE_SERVICE_PORT_HTTP: "3000",
  };
  expect(unknownVariables(variableNames, env)).toEqual([]);
  expect(unknownVariables(variableNames, { RINGSIDE_PORTS: "x", RINGSIDE_SERVICES: "x" })).toHaveLength(2);
});

test("[H23] an unknown name is told with the one that is meant, where one is near, and without its value", () => {
  const env = {
    RINGSIDE_METRICS_TOKN: "hunter2",
    RINGSIDE_TIMEZONE: "UTC",
    RINGSIDE_PROT: "80",
    RINGSIDE_DATABASE_URL: "hunter2",
    RINGSIDE_COLOUR_OF_THE_SKY: "blue",
  };
  expect(unknownVariables(variableNames, env)).toEqual([
    "RINGSIDE_COLOUR_OF_THE_SKY is no variable of Ringside and changes nothing",
    "RINGSIDE_DATABASE_URL is no variable of Ringside and changes nothing: is DATABASE_URL meant?",
    "RINGSIDE_METRICS_TOKN is no variable of Ringside and changes nothing: is RINGSIDE_METRICS_TOKEN meant?",
    "RINGSIDE_PROT is no variable of Ringside and changes nothing: is PORT meant?",
    "RINGSIDE_TIMEZONE is no variable of Ringside and changes nothing: is RINGSIDE_TIME_ZONE meant?",
  ]);
});

test("[H23] any name of ours with a letter left out is told with itself", () => {
  const ours = variableNames.filter((name) => name.startsWith("RINGSIDE_"));
  const slips = ours.flatMap((name) =>
    Array.from({ length: name.length - 9 }, (_, index) => [name, name.slice(0, 9 + index) + name.slice(10 + index)]),
  );
  const missed = slips.filter(
    ([name, slip = ""]) => !unknownVariables(variableNames, { [slip]: "x" })[0]?.endsWith(`: is ${name} meant?`),
  );
  expect(missed).toEqual([]);
});
