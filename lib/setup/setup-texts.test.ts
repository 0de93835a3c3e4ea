import { expect, test } from "vitest";
import { readDecimal } from "./read-decimal.ts";
import { exampleCommand, senderLines } from "./sender-lines.ts";
import { adviceAfter } from "./waiting-advice.ts";

const address = "https://board.example/api/webhook/KEY";

test("[U23] the sender's file gets two lines, by POST or by GET", () => {
  expect(senderLines(address, "post")).toBe(`WEBHOOK_POST_ENABLED = true\nWEBHOOK_URL = ${address}`);
  expect(senderLines(address, "get")).toBe(`WEBHOOK_URL = ${address}?\nHTTP_REQUEST_METHOD_POST = 0`);
  for (const dialect of ["post", "get"] as const) expect(exampleCommand(address, dialect)).toContain(`'${address}`);
});

test("[U24] who waits is told more, the longer it takes", () => {
  expect([0, 29, 30, 119, 120, 599, 600].map(adviceAfter)).toEqual([
    "listen",
    "listen",
    "ring",
    "ring",
    "check",
    "check",
    "go-on",
  ]);
});

test("[U25] an inch or a metre is read with a point or a comma, and within bounds", () => {
  expect(["55", " 5,5 ", "5.25", "4", "200", "x", "1e2", ""].map((text) => readDecimal(text, 5, 150))).toEqual([
    55,
    5.5,
    5.25,
    null,
    null,
    null,
    null,
    null,
  ]);
});
