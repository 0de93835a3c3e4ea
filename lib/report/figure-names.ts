/** Every figure a desktop screen shows that counts calls, or parts of them. */
export const figureNames = [
  // Calls that began in the range.
  "inbound",
  "answered",
  "missed",
  "abandoned-in-ivr",
  "unknown",
  "outbound",
  "outbound-answered",
  // Passages of one queue.
  "queue-offered",
  "queue-answered",
  "queue-missed",
  "queue-overflowed",
  "queue-unknown",
  "queue-answered-in-time",
  "queue-lost-shortly",
  // What a mean or a share is taken over.
  "queue-service-level",
  "queue-waits",
  "queue-talks",
  // Deeds of one agent.
  "agent-answered",
  "agent-ring-no-answer",
  "agent-outbound",
  "agent-talks",
  // Calls now, of the board or of one queue.
  "now-waiting",
  "now-ringing",
  "now-talking",
  "now-live",
  // The calls behind one row of missed callers.
  "missed-row",
] as const;

export type FigureName = (typeof figureNames)[number];

/** What narrows a figure. Times are ISO 8601; without them, today. */
export interface FigureScope {
  readonly queue?: string;
  readonly agent?: string;
  /** `id` of a missed caller's row. */
  readonly row?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The page that lists what a figure counts. */
export function figureAddress(name: FigureName, scope: FigureScope = {}): string {
  return `/calls?${new URLSearchParams({ figure: name, ...scope })}`;
}
