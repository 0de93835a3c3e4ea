import { type Span, silence } from "#lib/display/duration.ts";
import { spanText } from "#lib/display/texts.ts";

/** How every screen says how old its figures are. */
export const freshnessWords = {
  connecting: "Connecting",
  live: "Live",
  age: (seconds: number) => `${seconds} s`,
  lastEvent: (span: Span) => `last event ${spanText(span)} ago`,
  neverHeard: "no event from the phone system yet",
  noData: (seconds: number) => `No data for ${silenceText(seconds)}`,
  reconnecting: "reconnecting",
  last: (time: string) => `last ${time}`,
  unreachable: "This screen cannot reach the board server",
  check: "Check the network of this screen",
} as const;

function silenceText(seconds: number): string {
  return silence(seconds)
    .map((part) => `${part.figure} ${part.unit}`)
    .join(" ");
}
