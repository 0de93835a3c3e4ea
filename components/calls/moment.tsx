import { fullTime, listTime } from "#lib/calls/call-time.ts";
import { useBoardLink } from "#lib/client/board-link.ts";

/** A moment, as short as it can be told today. */
export function Moment({ at }: { at: string }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const today = useBoardLink((link) => link.board?.at.slice(0, 13) ?? null);
  if (timeZone === null || today === null) return <span className="figure">–</span>;
  return (
    <time dateTime={at} title={fullTime(at, timeZone)} className="figure">
      {listTime(at, Date.parse(`${today}:00:00Z`), timeZone)}
    </time>
  );
}
