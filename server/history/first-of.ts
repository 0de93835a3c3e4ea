/**
 * The first `limit` in order, and all that are equal to the last of them, without sorting the rest.
 * @param compare as for `sort`
 */
export function firstOf<T>(items: Iterable<T>, limit: number, compare: (a: T, b: T) => number): readonly T[] {
  let kept: T[] = [];
  let bar: T | undefined;

  function cut(): void {
    kept.sort(compare);
    bar = kept[limit - 1];
    const last = bar;
    if (last !== undefined) kept = kept.filter((item, at) => at < limit || compare(item, last) === 0);
  }

  for (const item of items) {
    if (bar !== undefined && compare(item, bar) > 0) continue;
    kept.push(item);
    if (kept.length >= 2 * limit + 100) cut();
  }
  cut();
  return kept;
}
