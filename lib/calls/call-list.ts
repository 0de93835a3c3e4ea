import type { CallRow, RowsPage } from "./call-rows.ts";

/** What a reader has in front of them: pages joined, newest first. It does not move by itself. */
export interface CallList {
  readonly rows: readonly CallRow[];
  /** The cursor of what is older; null: there is no more. */
  readonly next: string | null;
  /** What has come since, newest first: shown when the reader asks for it. */
  readonly newer: readonly CallRow[];
  /** The newest page, where nothing in it is known: what lies between is not known either. */
  readonly gap: RowsPage | null;
}

export function listOf({ rows, next }: RowsPage): CallList {
  return { rows, next, newer: [], gap: null };
}

/** The newest page, asked for again: what is known is brought up to date in its place, what is new waits. */
export function withNewest(list: CallList, page: RowsPage): CallList {
  const fresh = new Map(page.rows.map((row) => [row.key, row]));
  const known = new Set(list.rows.map((row) => row.key));
  const [first] = list.rows;
  if (first === undefined) return listOf(page);
  const rows = list.rows.map((row) => fresh.get(row.key) ?? row);
  const newer = page.rows.filter((row) => !known.has(row.key) && row.at >= first.at);
  const reaches = page.next === null || page.rows.some((row) => known.has(row.key));
  return { rows, next: list.next, newer, gap: reaches ? null : page };
}

export function withOlder(list: CallList, page: RowsPage): CallList {
  const known = new Set(list.rows.map((row) => row.key));
  return { ...list, rows: [...list.rows, ...page.rows.filter((row) => !known.has(row.key))], next: page.next };
}

export function withNewerShown(list: CallList): CallList {
  if (list.gap !== null) return listOf(list.gap);
  return { ...list, rows: [...list.newer, ...list.rows], newer: [] };
}
