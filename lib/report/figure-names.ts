/** Every figure a desktop screen shows that counts calls, or parts of them. */
export const figureNames = [
  // Calls that began in the range.
  "inbound",
  "inbound-open",
  "answered",
  "missed",
  "abandoned-in-ivr",
  "unknown",
  "outbound",
  "outbound-answered",
  // Passages of one queue; of all, without one.
  "queue-offered",
  "queue-answered",
  "queue-missed",
  "queue-overflowed",
  "queue-unknown",
  "queue-open",
  "queue-answered-in-time",
  "queue-lost-shortly",
  "queue-lost-in-time",
  // What a mean, a share or a longest is taken over.
  "queue-service-level",
  "queue-level-of-offered",
  "queue-level-of-answered",
  "queue-level-of-answered-or-missed",
  "queue-level-with-early-hang-ups",
  "queue-waits",
  "queue-talks",
  "queue-longest-wait",
  // Deeds of one agent; of all, without one.
  "agent-answered",
  "agent-ring-no-answer",
  "agent-outbound",
  "agent-talks",
  // Calls now, of the board, of one queue or of one agent.
  "now-waiting",
  "now-ringing",
  "now-talking",
  "now-in-menu",
  "now-outbound",
  "now-uncertain",
  "now-live",
  // Calls of one caller.
  "caller-inbound",
  "caller-missed",
  // The calls behind one row of missed callers.
  "missed-row",
] as const;

export type FigureName = (typeof figureNames)[number];

export function isFigureName(text: string): text is FigureName {
  return (figureNames as readonly string[]).includes(text);
}

/** What narrows a figure. */
export interface FigureScope {
  readonly queue?: string;
  readonly agent?: string;
  /** A caller's number. */
  readonly caller?: string;
  /** `id` of a missed caller's row. */
  readonly row?: string;
  /**
   * Instants (ISO 8601 with their zone): `from` included, `to` not. Or dates in the board's time zone, both included.
   * Without them: today; for `caller-missed`, as far back as calls are kept.
   */
  readonly from?: string;
  readonly to?: string;
  /** Of each day of the range, `09:30-10:00` in the board's time zone: from a half hour up to, not including, another. */
  readonly time?: string;
  /** Only on this day of the week: "1" Monday to "7" Sunday. */
  readonly weekday?: string;
}

/** The page that lists what a figure counts. */
export function figureAddress(name: FigureName, scope: FigureScope = {}): string {
  return `/calls?${new URLSearchParams({ figure: name, ...scope })}`;
}
