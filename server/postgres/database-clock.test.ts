import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createVirtualTime, type VirtualTime } from "#lib/testing/virtual-time.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseClock, type DatabaseClock } from "./database-clock.ts";

/** What passes here. */
let time: VirtualTime;
/** The database's clock, ahead of what passes. */
let database: number;
/** ms that a question takes on its way there, and its answer back. */
let way: { there: number; back: number };
let answers: boolean;
let asked: number;
let clock: DatabaseClock;

const passes = (ms: number) => new Promise<void>((resolve) => void time.after(ms, resolve));

beforeEach(async () => {
  time = createVirtualTime(0);
  database = Date.UTC(2027, 2, 8, 12);
  way = { there: 0, back: 0 };
  answers = true;
  asked = 0;
  clock = createDatabaseClock({
    async ask() {
      asked += 1;
      const { there, back } = way;
      if (there > 0) await passes(there);
      if (!answers) throw new Error("nobody answers");
      const now = time.now() + database;
      if (back > 0) await passes(back);
      return now;
    },
    passed: time.now,
    log: createLogger("silent"),
    after: time.after,
  });
  await clock.start();
});
afterEach(() => clock.close());

/** ms by which it is not the database's. */
const error = () => clock.now() - (time.now() + database);

/** Lets time pass in small steps, and all that waits for answers go on in between. */
async function pass(ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10) {
    time.pass(10);
    await vi.waitFor(() => undefined);
  }
}

test("[J50] it is the database's time, asked every ten seconds", async () => {
  expect(error()).toBe(0);
  await pass(35_000);
  expect(error()).toBe(0);
  expect(asked).toBe(4);
});

test("[J50] an answer is of the middle of its question", async () => {
  database += 3_600_000;
  way = { there: 200, back: 200 };
  await pass(10_400);
  expect(error()).toBe(0);
});

test("[J50] the quickest answer counts, however late slower ones come", async () => {
  way = { there: 900, back: 20 };
  await pass(61_000);
  expect(error()).toBe(0);
  // By then the quick one is none of the last eight any more.
  await pass(40_000);
  expect(error()).toBeGreaterThan(400);
});

test.each([40_000, -40_000, 300])(
  "[J50] a database's clock that is set by %i ms is followed with the next answer",
  async (set) => {
    await pass(25_000);
    database += set;
    expect(error()).toBe(-set);
    await pass(10_000);
    expect(error()).toBe(0);
  },
);

test("[J50] where nobody answers it goes on", async () => {
  answers = false;
  await pass(60_000);
  expect(error()).toBe(0);
  database += 5_000;
  answers = true;
  await pass(10_000);
  expect(error()).toBe(0);
});

test("[J50] once closed it asks no more", async () => {
  clock.close();
  await pass(60_000);
  expect(asked).toBe(1);
});
