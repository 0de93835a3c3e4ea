import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#lib/simulator/random.ts";
import { type Point, slopeOf, studentsT } from "./fit-line.ts";

const figure = fc.double({ min: -1e6, max: 1e6, noNaN: true });

test("[T40] a line without noise is found, whatever the levels of its stretches", () => {
  fc.assert(
    fc.property(figure, fc.array(figure, { minLength: 1, maxLength: 5 }), (perHour, levels) => {
      const stretches = levels.map((level, index) =>
        [0, 1, 2, 3, 4].map((x) => ({ x: x + 10 * index, y: level + perHour * x })),
      );
      const slope = slopeOf(stretches);
      expect(slope?.perHour).toBeCloseTo(perHour, 3);
      expect((slope?.most ?? 0) - (slope?.least ?? 0)).toBeLessThan(1e-3 * (1 + Math.abs(perHour)));
    }),
  );
});

test("[T40] too few points tell nothing", () => {
  const at = (x: number): Point => ({ x, y: x });
  expect(slopeOf([])).toBeNull();
  expect(slopeOf([[at(0), at(1), at(2), at(3)]])).toBeNull();
  expect(slopeOf([[at(0), at(1)], [at(2), at(3)], [at(4)]])).toBeNull();
  expect(slopeOf([[at(1), at(1), at(1), at(1), at(1), at(1)]])).toBeNull();
  expect(slopeOf([[at(0), at(1), at(2), at(3), at(4)]])).not.toBeNull();
});

/** @param alike how much of the noise one point has from the one before */
function noisy(seed: number, perHour: number, alike: number): readonly Point[] {
  const random = seededRandom(seed);
  let noise = 0;
  return Array.from({ length: 60 }, (_, index) => {
    noise = alike * noise + (random() + random() + random() - 1.5);
    return { x: index / 60, y: perHour * (index / 60) + noise };
  });
}

test.each([0, 0.5, 0.8])(
  "[T40] the true slope lies within, nearly always, though neighbours have %f in common",
  (alike) => {
    const seeds = Array.from({ length: 400 }, (_, seed) => seed);
    const missed = seeds.filter((seed) => {
      const slope = slopeOf([noisy(seed, 2, alike)]);
      return slope === null || slope.least > 2 || slope.most < 2;
    });
    expect(missed.length / seeds.length).toBeLessThan(0.12);
  },
);

test("[T40] control: without counting what neighbours have in common, the certainty would be a lie", () => {
  const seeds = Array.from({ length: 400 }, (_, seed) => seed);
  const missed = seeds.filter((seed) => {
    const points = noisy(seed, 2, 0.8);
    // The same points in another order: their neighbours have nothing in common.
    const random = seededRandom(seed);
    const shuffled = points.map((point) => ({ point, place: random() })).sort((a, b) => a.place - b.place);
    const slope = slopeOf([shuffled.map(({ point }) => point)]);
    return slope === null || slope.least > 2 || slope.most < 2;
  });
  expect(missed.length / seeds.length).toBeGreaterThan(0.25);
});

test("[T40] Student's quantiles are those of the tables", () => {
  for (const [freedom, quantile] of [
    [1, 12.706],
    [3, 3.182],
    [5, 2.571],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ] as const) {
    expect(studentsT(freedom)).toBeCloseTo(quantile, 2);
  }
});
