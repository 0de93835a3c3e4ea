import { expect, test } from "vitest";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";
import { createTurnstile } from "./turnstile.ts";

test("[K40] so many questions are under way at once, the next wait in order, and those beyond are refused", async () => {
  const turnstile = createTurnstile({ atOnce: 2, waiting: 3 });
  const begun: number[] = [];
  const works = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const passes = works.map(({ promise }, n) =>
    turnstile.pass(async () => {
      begun.push(n);
      await promise;
      return n;
    }),
  );
  await expect(passes[5]).rejects.toBeInstanceOf(ArchiveUnavailable);
  expect(begun).toEqual([0, 1]);
  works[1]?.resolve();
  await passes[1];
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(begun).toEqual([0, 1, 2]);
  for (const { resolve } of works) resolve();
  expect(await Promise.all(passes.slice(0, 5))).toEqual([0, 1, 2, 3, 4]);
  expect(await turnstile.pass(async () => 7)).toBe(7);
});

test("[K40] a question that fails leaves its place to the next", async () => {
  const turnstile = createTurnstile({ atOnce: 1, waiting: 2 });
  const fails = async () => {
    throw new Error("no");
  };
  const passes = [turnstile.pass(fails), turnstile.pass(fails), turnstile.pass(async () => 3)];
  expect((await Promise.allSettled(passes)).map(({ status }) => status)).toEqual(["rejected", "rejected", "fulfilled"]);
});

test("[K40] a crowd of questions never holds the event loop for more than one of them", async () => {
  const turnstile = createTurnstile({ atOnce: 2, waiting: 1_000 });
  let inOneTurn = 0;
  let most = 0;
  let turns = 0;
  const count = () => {
    turns += 1;
    inOneTurn = 0;
    if (turns < 1_000) setImmediate(count);
  };
  setImmediate(count);
  await Promise.all(
    Array.from({ length: 300 }, () =>
      turnstile.pass(async () => {
        inOneTurn += 1;
        most = Math.max(most, inOneTurn);
      }),
    ),
  );
  expect(most).toBeLessThanOrEqual(2);
  expect(turns).toBeGreaterThan(100);
});
