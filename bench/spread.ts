/** Where the figures of several rounds lie. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param figures at least one */
export function spreadOf(figures: readonly number[]): Spread {
  return { median: quantile(figures, 0.5), least: quantile(figures, 0), most: quantile(figures, 1) };
}

/**
 * The figure below which that share of them lies, between two of them in proportion.
 * @param figures at least one, in any order
 * @param share 0 to 1
 */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = Float64Array.from(figures).sort();
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) throw new RangeError("no figures");
  return below + (above - below) * (place % 1);
}
