import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSignInLimit, type Try } from "./sign-in-limit.ts";

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

describe("the limit of tries", () => {
  test("[L5] law: whatever others try from elsewhere, the right password from a known network is looked at", () => {
    fc.assert(
      fc.property(
        fc.array(attack, { maxLength: 300 }),
        storm,
        fc.integer({ min: 0, max: 4 }),
        (attacks, many, slips) => {
          let now = 0;
          const limit = createSignInLimit({ now: () => now });
          for (const { pause, ...attempt } of attacks) {
            limit.take(attempt);
            now += pause;
          }
          for (let n = 0; n < many; n++) limit.take({ ...home, network: `192.0.2.${n}`, known: false });
          // A person who mistypes now and then is not held up either.
          for (let n = 0; n < slips; n++) expect(limit.take(home)).toBeNull();
          expect(limit.take(home)).toBeNull();
        },
      ),
    );
  });

  test("[L5] law: however many networks take part, an account is guessed at 100 times in a row, then once a minute", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 5000 }), (networks, step) => {
        let now = 0;
        const limit = createSignInLimit({ now: () => now });
        let looked = 0;
        for (let n = 0; n < 1000; n++) {
          const network = `203.0.${n % networks}.1`;
          if (limit.take({ email: home.email, network, known: false }) === null) looked += 1;
          now += step;
        }
        expect(looked).toBeLessThanOrEqual(110 + now / 60_000);
      }),
      { numRuns: 20 },
    );
  });

  test("[L5] many at once are counted before they are looked at", () => {
    const limit = createSignInLimit({ now: () => 0 });
    const answers = Array.from({ length: 20 }, () => limit.take(home));
    expect(answers.filter((answer) => answer === null)).toHaveLength(5);
  });

  test("[L5] a right password starts the count anew, and an hour without a try does", () => {
    let now = 0;
    const limit = createSignInLimit({ now: () => now });
    for (let n = 0; n < 4; n++) limit.take(home);
    limit.forgive(home);
    const again = Array.from({ length: 6 }, () => limit.take(home));
    expect(again).toEqual([null, null, null, null, null, 1]);
    now += hour;
    expect(Array.from({ length: 6 }, () => limit.take(home))).toEqual(again);
  });

  test("[L5] one network cannot try many accounts without end", () => {
    const limit = createSignInLimit({ now: () => 0 });
    const answers = Array.from({ length: 100 }, (_, n) =>
      limit.take({ email: `${n}@office.example`, network: "203.0.113.9", known: false }),
    );
    expect(answers.filter((answer) => answer === null)).toHaveLength(30);
  });

  test("[L5] what is refused pushes nothing out of the memory", () => {
    const limit = createSignInLimit({ now: () => 0 });
    for (let n = 0; n < 6; n++) limit.take({ ...home, known: false });
    for (let n = 0; n < 50_000; n++) {
      limit.take({ email: `${n}@office.example`, network: "203.0.113.9", known: false });
    }
    expect(limit.take({ ...home, known: false })).toBe(1);
  });
});
