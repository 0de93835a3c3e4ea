import { useBoardLink } from "#lib/client/board-link.ts";
import { useNow } from "#lib/client/now.ts";
import { noValue, timeText } from "#lib/display/texts.ts";

/** In the board's time zone, which may not be the screen's. */
export function Clock() {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const now = useNow();
  return (
    <p className="clock figure" data-testid="clock">
      {timeZone === null || now === null ? noValue : timeText(now, timeZone, "minute")}
    </p>
  );
}
