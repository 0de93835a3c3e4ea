import { Name } from "#components/board/name.tsx";
import type { CallRecord } from "#lib/board/board.ts";
import { returnOf } from "#lib/calls/call-return.ts";
import { listTime } from "#lib/calls/call-time.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { words } from "./words.ts";

/** What is left of a call: its recordings, or whether a missed one was returned. */
export function AfterCall({ call }: { call: CallRecord }) {
  const text = useAfterText(call);
  return text === null ? null : <Name text={text} cut="end" />;
}

function useAfterText(call: CallRecord): string | null {
  const missed = useBoardLink((link) => (call.state === "missed" ? (link.board?.missed ?? null) : null));
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? "UTC");
  const at = useBoardLink((link) => link.board?.at.slice(0, 13) ?? null);
  const recordings = call.legs.reduce((sum, leg) => sum + leg.recordings.length, 0);
  if (recordings > 0) return words.list.recordings(recordings);
  const became = missed === null ? null : returnOf(call, missed);
  switch (became?.kind) {
    case undefined:
      return null;
    case "open":
      return words.returns.open;
    case "earlier":
      return words.returns.earlier;
    case "claimed":
      return became.by === null ? words.returns.claimedBySomebody : words.returns.claimed(became.by);
    case "returned":
    case "rang-again":
    case "done":
    case "not-needed":
      return words.returns[became.kind](listTime(became.at, Date.parse(`${at}:00:00Z`), timeZone));
  }
}
