/** "09:30", of 19. 48 is "24:00". */
export function halfHourText(half: number): string {
  return `${String(half >> 1).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
}

/** `time` of a figure's scope: from a half hour up to, not including, another. */
export function timeScope(from: number, to: number): string {
  return `${halfHourText(from)}-${halfHourText(to)}`;
}

/** The half hours from the first to the last in which there is something, office hours where there is nothing. */
export function busyHalfHours<T>(rows: readonly T[], isBusy: (row: T) => boolean): { from: number; to: number } {
  const first = rows.findIndex(isBusy);
  if (first === -1) return { from: 16, to: 36 };
  return { from: first, to: rows.findLastIndex(isBusy) + 1 };
}

/** How dark a cell is, 0 to 1: its share of the darkest. */
export function heatOf(count: number, most: number): number {
  return most === 0 ? 0 : count / most;
}

/** The hours of the day, from the first to the last, in which there is something. */
export function busyHours(heat: readonly (readonly number[])[]): { from: number; to: number } {
  const sums = Array.from({ length: 24 }, (_, hour) => heat.reduce((sum, hours) => sum + (hours[hour] ?? 0), 0));
  const first = sums.findIndex((sum) => sum > 0);
  return first === -1 ? { from: 8, to: 18 } : { from: first, to: sums.findLastIndex((sum) => sum > 0) + 1 };
}
