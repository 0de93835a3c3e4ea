/**
 * How late what comes on a line is. A line may be open and busy, and all that comes on it seconds old: it waits its turn
 * where the line is narrow. Nothing but the server's own time tells.
 */
export interface Promptness {
  /** The server's uptime less this browser's clock, ms, if a message had taken no time. */
  readonly offset: number;
  /** When that was taken, ms on this browser's clock. */
  readonly at: number;
}

/** ms that two clocks may drift apart in a second; a line that comes later by less is not found to be late. */
const drift = 1;

/**
 * Of a line's first heartbeat, which tells how old the line was to the server: that it opened took no time. A line may
 * be late from its very first message on.
 *
 * @param openedAt of the line, ms on this browser's clock, as `now`
 */
export function firstPromptness(
  { up, age }: { readonly up: number; readonly age: number | null },
  { openedAt, now }: { readonly openedAt: number; readonly now: number },
): Promptness {
  return { offset: age === null ? up - now : up - age - openedAt, at: now };
}

/** @param up the server's uptime as it sent, ms */
export function promptnessAfter(known: Promptness, up: number, now: number): Promptness {
  const drifted = known.offset - (drift * (now - known.at)) / 1000;
  return { offset: Math.max(drifted, up - now), at: now };
}

/** ms the message took longer than the promptest of its line. */
export function latenessOf({ offset }: Promptness, up: number, now: number): number {
  return Math.max(0, offset - (up - now));
}
