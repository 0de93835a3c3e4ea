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
