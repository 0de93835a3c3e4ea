import { isOpenAt, type OfficeHours } from "#lib/board/office-hours.ts";

/** Where and how a screen going dark is judged. Instants are epoch ms, lengths ms. */
export interface DarkRule {
  /** null: always open. */
  readonly hours: OfficeHours | null;
  /** IANA name. */
  readonly timeZone: string;
  /** How long a screen may be away: for its page to load anew, for its set to be switched off and on. */
  readonly grace: number;
  /** Since when the server has been there for screens to connect to. */
  readonly servingSince: number;
}

/**
 * Whether a screen that has been away since `awaySince` is dark: it went away in office hours and stayed so beyond the
 * grace while they lasted, and it is office hours now. Who switches it off for the night, also a moment before closing,
 * alarms nobody; neither in the night nor in the morning.
 */
export function isDark(awaySince: number, now: number, { hours, timeZone, grace, servingSince }: DarkRule): boolean {
  const open = (at: number) => hours === null || isOpenAt(hours, at, timeZone);
  const due = awaySince + grace;
  return now >= Math.max(due, servingSince + grace) && open(awaySince) && open(due) && open(now);
}
