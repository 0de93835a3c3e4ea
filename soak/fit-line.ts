/** One thing that was measured, at a place of the line: `x` in hours, say. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** By how much something grows from one hour to the next, and between which two it lies with 95 of a hundred certainty. */
export interface Slope {
  readonly perHour: number;
  readonly least: number;
  readonly most: number;
  readonly points: number;
}

/**
 * The straight line that fits best (least squares). Stretches have one slope and each a level of its own: a page that
 * was loaded anew begins at another one.
 *
 * What is measured now depends on what was measured a moment ago, so that many points know less than they seem to: the
 * certainty counts as many as would be independent, by how much neighbours have in common.
 *
 * null: there are too few points to know how certain it is.
 */
export function slopeOf(stretches: readonly (readonly Point[])[]): Slope | null {
  const long = stretches.filter(({ length }) => length > 1).map(centred);
  const points = long.flat();
  const freedom = points.length - long.length - 1;
  const spread = sum(points.map(({ x }) => x * x));
  if (freedom < 3 || spread === 0) return null;
  const perHour = sum(points.map(({ x, y }) => x * y)) / spread;
  const left = long.map((stretch) => stretch.map(({ x, y }) => y - perHour * x));
  const noise = sum(left.flat().map((residual) => residual ** 2)) / freedom;
  const inflation = independence(left);
  const error = Math.sqrt((noise / spread) * inflation);
  const reach = studentsT(Math.max(1, freedom / inflation)) * error;
  return { perHour, least: perHour - reach, most: perHour + reach, points: points.length };
}

function centred(points: readonly Point[]): readonly Point[] {
  const middle = { x: mean(points.map(({ x }) => x)), y: mean(points.map(({ y }) => y)) };
  return points.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y }));
}

/** How many points one independent point is worth: (1 + r) / (1 - r) for neighbours that correlate by r, never less than 1. */
function independence(stretches: readonly (readonly number[])[]): number {
  const total = sum(stretches.flat().map((residual) => residual ** 2));
  if (total === 0) return 1;
  const neighbours = stretches.flatMap((stretch) =>
    stretch.slice(1).map((residual, index) => residual * (stretch[index] ?? 0)),
  );
  const alike = Math.min(0.9, Math.max(0, sum(neighbours) / total));
  return (1 + alike) / (1 - alike);
}

/** The 97.5 % quantile of Student's distribution: an expansion around the normal one, exact where there are few. */
export function studentsT(freedom: number): number {
  const few = [12.706, 4.303, 3.182, 2.776];
  const exact = few[Math.floor(freedom) - 1];
  if (exact !== undefined) return exact;
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * freedom) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * freedom ** 3)
  );
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
