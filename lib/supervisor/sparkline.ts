/** A small line of counts, with the line above which they deserve a look. */
export interface Sparkline {
  /** An SVG path's `d`, as steps: a count holds until the next. */
  readonly path: string;
  /** Where the watch line lies, from the top. */
  readonly watch: number;
}

export interface SparklineArea {
  readonly width: number;
  readonly height: number;
}

/** @param watch the count that is worth a look; the picture reaches at least up to it */
export function sparkline(counts: readonly number[], watch: number, { width, height }: SparklineArea): Sparkline {
  const top = Math.max(watch, ...counts);
  const y = (count: number) => rounded(height - (count / top) * height);
  const step = width / Math.max(1, counts.length);
  const path = counts.map((count, i) => `${i === 0 ? "M0 " : "V"}${y(count)}H${rounded((i + 1) * step)}`).join("");
  return { path, watch: y(watch) };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
