import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpenAt } from "#lib/board/office-hours.ts";
import { longestWaitLimit, oldestCallBackLimit, severityOfAge, severityRank } from "#lib/display/severity.ts";
import { liveCall, missedCaller } from "#lib/testing/board-records.ts";
import { isOpenNow } from "./open-now.ts";
import { tunes } from "./tunes.ts";
import { type Chime, listen, nothingSounded, type Sight } from "./when-to-sound.ts";

const start = Date.UTC(2026, 2, 2, 9);
const at = (second: number) => start + second * 1000;
const iso = (second: number) => new Date(at(second)).toISOString();

/** Somebody who waits, or is to be called back, from one second to another. */
interface Matter {
  readonly of: "Sales" | "Support" | "no queue" | "call back";
  readonly from: number;
  readonly until: number;
}

const wait = (of: Matter["of"], from: number, until = Number.POSITIVE_INFINITY): Matter => ({ of, from, until });

function sightOf(matters: readonly Matter[], second: number, quiet = false): Sight {
  const now = matters.filter(({ from, until }) => from <= second && second < until);
  return {
    calls: now
      .filter(({ of }) => of !== "call back")
      .map(({ of, from }) => liveCall({ queue: of === "no queue" ? null : of, waitingSince: iso(from) })),
    missed: now.filter(({ of }) => of === "call back").map(({ from }) => missedCaller({ firstAt: iso(from) })),
    limit: longestWaitLimit,
    now: at(second),
    quiet,
  };
}

/** A wall that looks once a second: what it sounded, and when. */
function soundsOf(seconds: number, sight: (second: number) => Sight): readonly (readonly [number, Chime])[] {
  const sounds: [number, Chime][] = [];
  let memory = nothingSounded;
  for (let second = 0; second <= seconds; second += 1) {
    const heard = listen(memory, sight(second));
    memory = heard.memory;
    if (heard.sound !== null) sounds.push([second, heard.sound]);
  }
  return sounds;
}

const soundsFor = (matters: readonly Matter[], seconds = 1_200) =>
  soundsOf(seconds, (second) => sightOf(matters, second));

describe("when a wall sounds", () => {
  test("[W60] as a wait becomes watch and critical, and three times more while it stays so", () => {
    const sounds = [
      [60, "watch"],
      [120, "critical"],
      [300, "critical"],
      [360, "critical"],
      [420, "critical"],
    ];
    expect(soundsFor([wait("Sales", 0)])).toEqual(sounds);
    expect(soundsFor([wait("Sales", 0, 310)])).toEqual(sounds.slice(0, 3));
    expect(soundsFor([wait("Sales", 0, 59)])).toEqual([]);
  });

  test("[W60] as the oldest call back does, by its own limits, until somebody takes it on", () => {
    expect(soundsFor([wait("call back", 0)], 3_700)).toEqual([
      [900, "watch"],
      [3_600, "critical"],
    ]);
    const taken = (second: number): Sight => ({
      ...sightOf([], second),
      missed: [missedCaller({ firstAt: iso(0), status: second < 3_700 ? "open" : "claimed" })],
    });
    expect(soundsOf(4_200, taken).map(([second]) => second)).toEqual([900, 3_600]);
  });

  test("[W61] once for several, and once for what becomes bad within fifteen seconds", () => {
    const together = [wait("Sales", 0, 70), wait("Support", 0, 70), wait("no queue", 0, 70)];
    expect(soundsFor(together)).toEqual([[60, "watch"]]);
    const apart = [wait("Sales", 0, 100), wait("Support", 4, 100), wait("no queue", 9, 100)];
    expect(soundsFor(apart)).toEqual([
      [60, "watch"],
      [75, "watch"],
    ]);
    const over = [wait("Sales", 0, 70), wait("Support", 4, 70)];
    expect(soundsFor(over)).toEqual([[60, "watch"]]);
  });

  test("[W61] for a queue, not for each of its callers: not again until it has cleared by a fifth", () => {
    const busy = [wait("Sales", 0, 70), wait("Sales", 15, 85), wait("Sales", 30, 100)];
    expect(soundsFor(busy)).toEqual([[60, "watch"]]);
    const calm = [wait("Sales", 0, 70), wait("Sales", 40, 110)];
    expect(soundsFor(calm)).toEqual([
      [60, "watch"],
      [100, "watch"],
    ]);
  });

  test("[W62] never while it is quiet, nor afterwards for what became bad meanwhile", () => {
    const quietUntil = (end: number) => (second: number) =>
      sightOf([wait("Sales", 0), wait("Support", 400)], second, second < end);
    expect(soundsOf(1_200, quietUntil(200)).slice(0, 2)).toEqual([
      [460, "watch"],
      [520, "critical"],
    ]);
    expect(soundsOf(700, quietUntil(90))[0]).toEqual([120, "critical"]);
    expect(soundsOf(1_200, quietUntil(2_000))).toEqual([]);
  });

  test("[W62] what became bad while nothing was known sounds as soon as it is", () => {
    const { memory } = listen(nothingSounded, sightOf([wait("Sales", 0)], 50));
    const back = listen(memory, sightOf([wait("Sales", 0)], 200));
    expect(back.sound).toBe("critical");
    expect(listen(back.memory, sightOf([wait("Sales", 0)], 216)).sound).toBeNull();
  });
});

const topics = ["Sales", "Support", "no queue", "call back"] as const;
const someMatters = fc.array(
  fc
    .record({
      of: fc.constantFrom(...topics),
      from: fc.integer({ min: -4_000, max: 1_800 }),
      length: fc.integer({ min: 1, max: 1_500 }),
    })
    .map(({ of, from, length }) => wait(of, from, from + length)),
  { maxLength: 40 },
);
const lookLength = 1_800;

/** By the wall's own measure, of each topic. */
function ranksAt(all: readonly Matter[], second: number): readonly number[] {
  return topics.map((topic) => {
    const here = all.filter(({ of, from, until }) => of === topic && from <= second && second < until);
    const oldest = Math.min(...here.map(({ from }) => from));
    const limit = topic === "call back" ? oldestCallBackLimit : longestWaitLimit;
    return here.length === 0 ? 0 : severityRank(severityOfAge(second - oldest, limit));
  });
}

describe("the laws of sounding", () => {
  test("[W63] never twice within fifteen seconds, and never more than ten times in ten minutes", () => {
    fc.assert(
      fc.property(someMatters, (all) => {
        const times = soundsFor(all, lookLength).map(([second]) => second);
        for (const [place, second] of times.entries()) {
          expect(second - (times[place - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(15);
          expect(second - (times[place - 10] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(600);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("[W63] a storm of waits reaches the ten", () => {
    const storm = Array.from({ length: 60 }, (_, nth) => wait(topics[nth % 3] ?? "Sales", nth * 20, nth * 20 + 62));
    const times = soundsFor(storm).map(([second]) => second);
    expect(times.filter((second) => second < 660)).toHaveLength(10);
  });

  test("[W64] never for what did not get worse since it last sounded, but for what stays critical", () => {
    fc.assert(
      fc.property(someMatters, (all) => {
        let since = 0;
        for (const [second, sound] of soundsFor(all, lookLength)) {
          const now = ranksAt(all, second);
          const looks = Array.from({ length: second - since }, (_, nth) => ranksAt(all, since + nth));
          const worse = now.some(
            (rank, topic) => rank > 0 && (since === 0 || looks.some((was) => (was[topic] ?? 0) < rank)),
          );
          expect(worse || now.includes(2)).toBe(true);
          if (sound === "critical") expect(now).toContain(2);
          else expect(worse).toBe(true);
          since = second;
        }
      }),
      { numRuns: 30 },
    );
  });

  test("[W64] what stands sounds five times, however long it stands and whatever else does", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), (other) => {
        const both = soundsFor([wait("Sales", 0), wait("Support", other)], 2_000);
        expect(both.length).toBeLessThanOrEqual(10);
        expect(both.every(([second]) => second <= other + 480)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe("what a wall sounds", () => {
  test("[W65] soft pulses, three, or three and two, under a second and a half in all", () => {
    expect(tunes.watch).toHaveLength(3);
    expect(tunes.critical).toHaveLength(5);
    for (const tune of Object.values(tunes)) {
      for (const { at: begins, attack, length, pitch } of tune) {
        expect(begins + length).toBeLessThan(1.5);
        expect(attack).toBe(0.03);
        expect(pitch).toBeGreaterThanOrEqual(700);
        expect(pitch).toBeLessThanOrEqual(900);
      }
    }
    const gaps = tunes.critical.slice(1).map(({ at: begins }, nth) => begins - (tunes.critical[nth]?.at ?? 0));
    expect(gaps.indexOf(Math.max(...gaps))).toBe(2);
  });
});

describe("office hours on a wall", () => {
  test("[W62] the browser's calendar reads them as the server's does", () => {
    const time = fc.constantFrom("00:00", "08:00", "08:30", "12:00", "17:45", "24:00");
    const hours = fc.array(fc.record({ day: fc.integer({ min: 1, max: 7 }), from: time, to: time }), { maxLength: 9 });
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    const zone = fc.constantFrom("UTC", "Europe/Belgrade", "America/St_Johns", "Pacific/Auckland");
    fc.assert(
      fc.property(hours, instant, zone, (week, now, timeZone) => {
        expect(isOpenNow(week, now, timeZone)).toBe(isOpenAt(week, now, timeZone));
      }),
    );
    expect(isOpenNow(null, start, "UTC")).toBe(true);
  });
});
