import { useBoardLink } from "#lib/client/board-link.ts";
import { noValue } from "#lib/display/texts.ts";

/** Tells moments (epoch ms) as dates and times in the board's time zone. */
export function useMoment(): (at: number) => string {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  if (timeZone === null) return () => noValue;
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" });
  return (at) => format.format(at);
}
