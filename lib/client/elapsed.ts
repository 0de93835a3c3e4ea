/** Seconds a record may lie ahead of the time shown: it may be newer than the last tick, and clocks differ a little. */
const ahead = 2;
const day = 24 * 60 * 60;

/**
 * Whole seconds from `instant` (ISO 8601) to `now` (ms); null where a timer has nothing true to show: no instant, one
 * that lies ahead, or more than a day ago (screens 2.14).
 */
export function elapsedSeconds(instant: string | null, now: number): number | null {
  if (instant === null) return null;
  const seconds = Math.floor((now - Date.parse(instant)) / 1000);
  const believable = seconds >= -ahead && seconds <= day;
  return believable ? Math.max(0, seconds) : null;
}
