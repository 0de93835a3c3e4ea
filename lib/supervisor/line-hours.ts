import type { OfficeHours } from "#lib/board/office-hours.ts";

/**
 * The hours of the line on which a caller was lost; null: always open. Whoever was lost before any queue was reached could
 * have been helped while any queue is open.
 */
export function lineHours(queue: string | null, hours: ReadonlyMap<string, OfficeHours | null>): OfficeHours | null {
  if (queue !== null) return hours.get(queue) ?? null;
  const all = [...hours.values()];
  return all.length === 0 || all.includes(null) ? null : all.flatMap((one) => one ?? []);
}
