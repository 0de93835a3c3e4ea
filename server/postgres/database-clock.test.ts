import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createVirtualTime, type VirtualTime } from "#lib/testing/virtual-time.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseClock, type DatabaseClock } from "./database-clock.ts";

const noon = Date.UTC(2027, 2, 8, 12);
const hour = 3_600_000;

/** What passes while the machine is awake. */
let time: VirtualTime;
/** The database's clock, ahead of what passes. */
let database: number;
/** The machine's. */
let machine: number;
let answers: boolean;
let asked: number;
let clock: DatabaseClock;

beforeEach(async () => {
  time = createVirtualTime(0);
  database = noon;
  machine = noon + 7_000;
  answers = true;
  asked = 0;
  clock = createDatabaseClock({
    async ask() {
      asked += 1;
      if (!answers) throw new Error("nobody answers");
      return time.now() + database;
    },
    local: { now: () => time.now() + machine },
    log: createLogger("silent"),
    timers: { after: time.after, nextTurn: setImmediate, elapsed: time.now },
  });
  await clock.start();
});
afterEach(() => clock.close());

/** ms by which it is not the database's. */
const error = () => clock.now() - (time.now() + database);
const answered = () => vi.waitFor(() => expect(error()).toBe(0));

test("[J50] it is the database's time, whatever the machine's clock says", () => {
  expect(error()).toBe(0);
  time.pass(5_000);
  expect(error()).toBe(0);
});

test.each([-30 * 24 * hour, -2_000, 2_000, hour])(
  "[J50] a machine's clock that is set by %i ms moves it by nothing",
  async (set) => {
    machine += set;
    expect(error()).toBe(0);
    time.pass(9_000);
    expect(error()).toBe(0);
    await answered();
  },
);

test("[J50] after a sleep the database is asked by the first who wants to know, once", async () => {
  time.pass(3_000);
  database += hour;
  machine += hour;
  const before = asked;
  for (let i = 0; i < 5; i += 1) clock.now();
  expect(asked).toBe(before + 1);
  await answered();
  time.pass(5_000);
  expect(error()).toBe(0);
  expect(asked).toBe(before + 1);
});

test("[J50] where nobody answers it goes on, and asks each second for as long as it may be wrong", async () => {
  time.pass(3_000);
  answers = false;
  database += hour;
  machine += hour;
  const before = asked;
  for (let second = 0; second < 5; second += 1) {
    for (let i = 0; i < 10; i += 1) {
      expect(error()).toBe(-hour);
      time.pass(100);
    }
  }
  expect(asked - before).toBe(5);
  answers = true;
  time.pass(1_000);
  clock.now();
  await answered();
});

test("[J50] a database's clock that is set is followed with the next question", async () => {
  database -= 40_000;
  time.pass(10_000);
  await answered();
});

test("[J50] once closed it asks no more", () => {
  clock.close();
  const before = asked;
  machine += hour;
  time.pass(60_000);
  clock.now();
  expect(asked).toBe(before);
});
