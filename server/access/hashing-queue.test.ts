import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createHashingQueue, TooBusy } from "./hashing-queue.ts";

test("[L5] few hashes run at once, known networks go first, and too many strangers are turned away", async () => {
  const queue = createHashingQueue();
  const done: string[] = [];
  const ends: (() => void)[] = [];
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      ends.push(() => {
        done.push(name);
        resolve();
      });
    });
  const strangers = Array.from({ length: 22 }, (_, n) => queue.run("strangers", work(`stranger ${n}`)));
  await expect(queue.run("strangers", work("one too many"))).rejects.toThrow(TooBusy);
  const known = queue.run("known", work("known"));
  expect(ends).toHaveLength(2);
  while (done.length < 23) {
    expect(ends.length).toBeLessThanOrEqual(2);
    ends.shift()?.();
    await setImmediate();
  }
  await Promise.all([...strangers, known]);
  expect(done.slice(0, 4)).toEqual(["stranger 0", "stranger 1", "known", "stranger 2"]);
});

test("[L5] who comes just as a turn ends does not take it from who waits for it", async () => {
  const queue = createHashingQueue();
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const begun: string[] = [];
  const endless = (name: string) => () => {
    begun.push(name);
    return new Promise<void>(() => undefined);
  };
  const ending = queue.run("known", () => end);
  void queue.run("known", endless("second"));
  void queue.run("known", endless("waiting"));
  // In the very moment in which the turn is given up, and before who waits has begun.
  void end.then(() => void queue.run("known", endless("newcomer")));
  resolve();
  await ending;
  await setImmediate();
  expect(begun).toEqual(["second", "waiting"]);
});
