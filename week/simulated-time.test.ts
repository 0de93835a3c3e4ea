import { expect, test } from "vitest";
import { createSimulatedTime } from "./simulated-time.ts";

/** More than are taken in one round of the event loop. */
const EVENTS = 200;

test("[R31] what waits for an event is done before the next one, however many turns it takes", async () => {
  const time = createSimulatedTime(1_000);
  const done: string[] = [];
  for (let event = 0; event < EVENTS; event += 1) {
    time.calmly(event, () => done.push(`${event} calm at ${time.now()}`));
    time.after(event, () => {
      let waited = Promise.resolve();
      for (let turns = 0; turns < event % 7; turns += 1) waited = waited.then(() => undefined);
      void waited.then(() => done.push(`${event} at ${time.now()}`));
    });
  }
  await time.runUntil(1_000 + EVENTS);
  const inOrder = Array.from({ length: EVENTS }, (_, event) => [
    `${event} calm at ${1_000 + event}`,
    `${event} at ${1_000 + event}`,
  ]);
  expect(done).toEqual(inOrder.flat());
  expect(time.events()).toBe(2 * EVENTS);
  expect(time.now()).toBe(1_000 + EVENTS);
});

test("[R31] time passes until a promise is settled, and no longer", async () => {
  const time = createSimulatedTime(0);
  const passed = new Promise<string>((resolve) => time.after(10, () => resolve("ten")));
  time.after(11, () => undefined);
  expect(await time.runFor(passed, 60)).toBe("ten");
  expect(time.now()).toBe(10);
  await expect(time.runFor(new Promise(() => undefined), 60)).rejects.toThrow("within 60 ms");
  await expect(time.runFor(Promise.reject(new Error("no")), 60)).rejects.toThrow("no");
});
