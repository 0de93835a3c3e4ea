import type { OfficeHours } from "#lib/board/office-hours.ts";

/**
 * The hours of the line on which a caller was lost; null: always open. Whoever was lost before any queue was reached could
 * have been helped while any queue is open.
 * @param ownHours by queue; null: those of the site
 * @param siteHours null: always open
 */
export function lineHours(
  queue: string | null,
  ownHours: ReadonlyMap<string, OfficeHours | null>,
  siteHours: OfficeHours | null,
): OfficeHours | null {
  if (queue !== null) return ownHours.get(queue) ?? siteHours;
  if (ownHours.size === 0) return siteHours;
  const all = [...ownHours.values()].map((own) => own ?? siteHours);
  return all.includes(null) ? null : all.flatMap((one) => one ?? []);
}
