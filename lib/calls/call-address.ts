import type { CallRecord } from "#lib/board/board.ts";

/** The page of one call. Ids may be used again: its beginning tells which one is meant. */
export function callAddress({ id, startedAt }: Pick<CallRecord, "id" | "startedAt">): string {
  return `/calls/${encodeURIComponent(id)}?${new URLSearchParams({ started: startedAt })}`;
}
