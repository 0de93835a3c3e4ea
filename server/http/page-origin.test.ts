import { expect, test } from "vitest";
import { isAllowedOrigin } from "./page-origin.ts";

const listed = new Set(["https://wall.example", "http://10.0.0.7:8080"]);

test.each([
  ["http://board.lan:3000", "board.lan:3000"],
  ["http://board.lan", "board.lan"],
  ["http://board.lan", "board.lan:80"],
  ["http://board.lan", "BOARD.LAN"],
  ["https://board.lan", "board.lan"],
  ["https://board.lan", "board.lan:443"],
  ["http://[::1]:3000", "[::1]:3000"],
  ["http://127.0.0.1:3000", "127.0.0.1:3000"],
  ["https://wall.example", "board.lan:3000"],
  ["http://10.0.0.7:8080", undefined],
])("[P9] a page of %s may connect to %s", (origin, host) => {
  expect(isAllowedOrigin({ origin, host }, listed)).toBe(true);
});

test.each([
  [undefined, "board.lan:3000"],
  ["", "board.lan:3000"],
  ["null", "board.lan:3000"],
  ["null", "null"],
  ["http://evil.example", "board.lan:3000"],
  ["http://board.lan", "board.lan:3000"],
  ["http://board.lan:3001", "board.lan:3000"],
  ["https://board.lan:3000", "board.lan"],
  ["http://board.lan.evil.example:3000", "board.lan:3000"],
  ["http://board.lan:3000.evil.example", "board.lan:3000"],
  ["http://evil.example/board.lan:3000", "board.lan:3000"],
  ["http://board.lan:3000@evil.example", "board.lan:3000"],
  ["http://user@board.lan:3000", "board.lan:3000"],
  ["http://board.lan:3000/", "board.lan:3000"],
  ["http://board.lan:3000, http://evil.example", "board.lan:3000"],
  ["board.lan:3000", "board.lan:3000"],
  ["//board.lan:3000", "board.lan:3000"],
  ["file://", ""],
  ["file://board.lan", "board.lan"],
  ["ws://board.lan:3000", "board.lan:3000"],
  ["chrome-extension://abcdef", "abcdef"],
  ["http://wall.example", "board.lan:3000"],
  ["https://wall.example.evil.example", "board.lan:3000"],
  ["http://board.lan:3000", undefined],
  ["http://board.lan:3000", ""],
  ["http://board.lan:3000", "board.lan:3000/evil"],
  ["http://evil.example", "board.lan@evil.example"],
])("[P9] a page of %j may not connect to %j", (origin, host) => {
  expect(isAllowedOrigin({ origin, host }, listed)).toBe(false);
});
