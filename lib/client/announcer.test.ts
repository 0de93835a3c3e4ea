import { expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createAnnouncer } from "./announcer.ts";

function announcer() {
  const time = createVirtualTime(0);
  const said: string[] = [];
  const announce = createAnnouncer({
    say: (text) => said.push(`${time.now() / 1000} ${text}`),
    now: time.now,
    after: time.after,
  });
  return { time, said, announce };
}

test("[O12] what happens by itself is told at most once in ten seconds, and then as it is by then", () => {
  const { time, said, announce } = announcer();
  for (const text of ["one", "two", "three", "four"]) {
    announce(text, "summary");
    time.pass(1000);
  }
  time.pass(60_000);
  announce("five", "summary");
  expect(said).toEqual(["0 one", "10 four", "64 five"]);
});

test("[O12] what came of one's own action is told at once", () => {
  const { time, said, announce } = announcer();
  announce("one", "summary");
  announce("saved");
  time.pass(500);
  announce("saved");
  expect(said).toEqual(["0 one", "0 saved", "0.5 saved"]);
});
