import { expect, test } from "vitest";
import { noFaults } from "#lib/simulator/faults.ts";
import { readSimulateOptions } from "./simulate-options.ts";

const hook = "http://127.0.0.1:4200/api/webhook/key";

test("[S9] the address alone is enough", () => {
  expect(readSimulateOptions(["--url", hook])).toEqual({
    kind: "run",
    options: {
      url: new URL(hook),
      dialect: "post",
      queues: 8,
      agents: 14,
      callsPerHour: 150,
      minutes: null,
      seed: 1,
      speed: 1,
      faults: noFaults,
    },
  });
});

test("[S9] every option is read, faults as percentages", () => {
  const args =
    "--dialect post --queues 3 --agents 5 --calls-per-hour 60.5 --minutes 2 --seed 9 --speed 20 --repeat 100 --reorder 10 --lose 5 --break 1 --change-id 2.5";
  expect(readSimulateOptions(["--url", hook, ...args.split(" ")])).toEqual({
    kind: "run",
    options: {
      url: new URL(hook),
      dialect: "post",
      queues: 3,
      agents: 5,
      callsPerHour: 60.5,
      minutes: 2,
      seed: 9,
      speed: 20,
      faults: { repeat: 1, reorder: 0.1, lose: 0.05, damage: 0.01, changeId: 0.025 },
    },
  });
});

test.each([
  ["http://board.example:3000", "http://board.example:3000/api/webhook/k%2F1"],
  ["https://board.example/ringside/", "https://board.example/ringside/api/webhook/k%2F1"],
])("[S9] a server's address and a key make the webhook's address: %s", (url, whole) => {
  const request = readSimulateOptions(["--url", url, "--key", "k/1"]);
  expect(request).toMatchObject({ kind: "run", options: { url: new URL(whole) } });
});

test.each([
  ["", "--url is missing: give the webhook's address."],
  ["--url board", '--url must be an http or https address, not "board".'],
  ["--url ftp://board/", '--url must be an http or https address, not "ftp://board/".'],
  [
    "--url http://127.0.0.1:4200",
    "--url http://127.0.0.1:4200 is a server's address: give the webhook's key with --key, or the webhook's whole address as --url.",
  ],
  [`--url ${hook} --key k`, "--url is the webhook's whole address already: leave --key out."],
  [`--url ${hook} --agents many`, '--agents must be a whole number from 1 to 1000, not "many".'],
  [`--url ${hook} --agents 1.5`, '--agents must be a whole number from 1 to 1000, not "1.5".'],
  [`--url ${hook} --queues=`, '--queues must be a whole number from 0 to 100, not "".'],
  [`--url ${hook} --speed 0`, '--speed must be a number from 0.01 to 1000000, not "0".'],
  [`--url ${hook} --lose 101`, '--lose must be a number from 0 to 100, not "101".'],
  [`--url ${hook} --dialect soap`, '--dialect must be post or get, not "soap".'],
  [`--url ${hook} --dialect get --break 1`, "--break needs --dialect post: a GET has no body."],
  [`--url ${hook} --agent 3`, "Unknown option '--agent'."],
  [`--url ${hook} --seed`, "Option '--seed <value>' argument missing."],
  [`--url ${hook} again`, "Unexpected argument 'again'."],
])("[S9] what cannot be meant is said in one sentence: %s", (args, message) => {
  expect(readSimulateOptions(args.split(" ").filter(Boolean))).toEqual({ kind: "problem", message });
});

test("[S9] help needs no address", () => {
  expect(readSimulateOptions(["--help"])).toEqual({ kind: "help" });
});
