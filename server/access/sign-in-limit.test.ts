import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type PlaceUnderTest, places } from "./places-under-test.ts";
import { createSignInLimit, type SignInLimit, type Try } from "./sign-in-limit.ts";

const home: Try = { email: "ada@office.example", network: "198.51.100.7", known: true };
const hour = 3600 * 1000;

const attack = fc.record({
  email: fc.constantFrom(home.email, "bob@office.example", "nobody@office.example"),
  network: fc.integer({ min: 0, max: 40 }).map((n) => `203.0.113.${n}`),
  known: fc.constant(false),
  /** ms until the next. */
  pause: fc.constantFrom(0, 1, 1000, 60_000, hour),
});

/** Tries at one account, all at once, from as many networks. */
const storm = fc.constantFrom(0, 99, 300);

/** How long the laws are tried: what is in memory is a hundred times as fast. */
const effort = {
  SQLite: { servers: 1, numRuns: 100, attacks: 300, tries: 1_000 },
  PostgreSQL: { servers: 3, numRuns: 2, attacks: 40, tries: 400 },
} as const;

describe.each(places)("the limit of tries, counted in $name", ({ name, makePlace }) => {
  const { servers, numRuns, attacks, tries } = effort[name];
  let place: PlaceUnderTest;
  let now: number;
  beforeEach(async () => {
    place = await makePlace();
    now = 0;
  });
  afterEach(() => place.remove());

  /** Tries come to one server after the other, as a load balancer has it. */
  async function openLimit() {
    const clock = { now: () => now };
    const homes = await Promise.all(Array.from({ length: servers }, () => place.home(clock)));
    const limits = homes.map(({ fleeting }) => createSignInLimit(fleeting, clock));
    let turn = 0;
    const next = () => {
      turn += 1;
      const limit = limits[turn % servers];
      if (limit === undefined) throw new Error("there is no server");
      return limit;
    };
    return {
      take: (attempt: Try) => next().take(attempt),
      forgive: (attempt: Try) => next().forgive(attempt),
      async takeMany(count: number, attempt: (n: number) => Try) {
        const answers: (number | null)[] = [];
        for (let n = 0; n < count; n += 1) answers.push(await next().take(attempt(n)));
        return answers;
      },
    };
  }

  /** As at the beginning, but that an hour and a day have passed. */
  async function forgetAll(): Promise<void> {
    now += 25 * hour;
  }

  test("[L5] law: whatever others try from elsewhere, the right password from a known network is looked at", async () => {
    const limit = await openLimit();
    await fc.assert(
      fc.asyncProperty(
        fc.array(attack, { maxLength: attacks }),
        storm,
        fc.integer({ min: 0, max: 4 }),
        async (foreign, many, slips) => {
          await forgetAll();
          for (const { pause, ...attempt } of foreign) {
            await limit.take(attempt);
            now += pause;
          }
          await limit.takeMany(Math.min(many, attacks), (n) => ({ ...home, network: `192.0.2.${n}`, known: false }));
          // A person who mistypes now and then is not held up either.
          for (let n = 0; n < slips; n++) expect(await limit.take(home)).toBeNull();
          expect(await limit.take(home)).toBeNull();
        },
      ),
      { numRuns },
    );
  });

  test("[L5] law: however many networks take part, an account is guessed at 100 times in a row, then once a minute", async () => {
    const limit = await openLimit();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5000 }), async (networks, step) => {
        await forgetAll();
        const begun = now;
        let looked = 0;
        for (let n = 0; n < tries; n++) {
          const network = `203.0.${n % networks}.1`;
          if ((await limit.take({ email: home.email, network, known: false })) === null) looked += 1;
          now += step;
        }
        expect(looked).toBeLessThanOrEqual(110 + (now - begun) / 60_000);
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });

  test("[L5] many at once are counted before they are looked at, at whichever server", async () => {
    const limit = await openLimit();
    const answers = await Promise.all(Array.from({ length: 20 }, () => limit.take(home)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  });

  test("[L407] a server whose clock is behind takes what costs nothing for what it is", async () => {
    now = hour;
    const limits: SignInLimit[] = [];
    const { fleeting } = await place.home({ now: () => now });
    for (const behind of [0, 300]) limits.push(createSignInLimit(fleeting, { now: () => now - behind }));
    for (const limit of [...limits, ...limits]) expect(await limit.take(home)).toBeNull();
  });

  test("[L5] a right password starts the count anew, and an hour without a try does", async () => {
    const limit = await openLimit();
    await limit.takeMany(4, () => home);
    await limit.forgive(home);
    const again = await limit.takeMany(6, () => home);
    expect(again).toEqual([null, null, null, null, null, 1]);
    now += hour;
    expect(await limit.takeMany(6, () => home)).toEqual(again);
  });

  test("[L5] one network cannot try many accounts without end", async () => {
    const limit = await openLimit();
    const answers = await limit.takeMany(100, (n) => ({
      email: `${n}@office.example`,
      network: "203.0.113.9",
      known: false,
    }));
    expect(answers.filter((answer) => answer === null)).toHaveLength(30);
  });

  test("[L5] what is refused pushes nothing out of the memory", async () => {
    const limit = await openLimit();
    await limit.takeMany(6, () => ({ ...home, known: false }));
    const flood = (n: number) => ({ email: `${n}@office.example`, network: "203.0.113.9", known: false });
    await limit.takeMany(name === "SQLite" ? 50_000 : 500, flood);
    expect(await limit.take({ ...home, known: false })).toBe(1);
  });

  test("[L5] strangers who would have to wait for each other are told to come again, and nobody who is known is", async () => {
    const limit = await openLimit();
    const crowd = Array.from({ length: 500 }, (_, n) =>
      limit.take({ email: `${n}@office.example`, network: `203.0.${n}.1`, known: false }),
    );
    const known = Array.from({ length: 60 }, (_, n) => limit.take({ ...home, email: `${n}@known.example` }));
    expect((await Promise.all(crowd)).filter((answer) => answer === 2)).toHaveLength(500 - 50 * servers);
    expect(new Set(await Promise.all(known))).toEqual(new Set([null]));
  });
});
