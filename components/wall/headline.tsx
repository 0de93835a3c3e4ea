import { useMemo } from "react";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween, timer } from "#lib/wall/duration.ts";
import { countCallBacks, countNotOnCall, countWaiting } from "#lib/wall/headline.ts";
import { longestWaitLimit, oldestCallBackLimit, severityOfAge } from "#lib/wall/severity.ts";
import { HeadlineTile } from "./headline-tile.tsx";
import { useBoardNow, useFigures } from "./use-board-time.ts";
import { ageOf, words } from "./words.ts";

/** Four figures: three that perish, one that stays. */
export function Headline() {
  return (
    <div className="headline" data-testid="headline">
      <WaitingTile />
      <LongestWaitTile />
      <NotOnCallTile />
      <CallBackTile />
    </div>
  );
}

function useWaiting() {
  const calls = useBoardLink((link) => link.board?.calls ?? null);
  return useMemo(() => (calls === null ? null : countWaiting(calls)), [calls]);
}

function WaitingTile() {
  const waiting = useWaiting();
  const gone = useFigures() === "gone";
  const count = gone || waiting === null ? null : waiting.count;
  return (
    <HeadlineTile name="waiting" glyph="waiting" label={words.headline.waiting} severity="normal" figure={count} />
  );
}

function LongestWaitTile() {
  const waiting = useWaiting();
  const now = useBoardNow();
  const seconds = secondsBetween(waiting?.since ?? null, now);
  const span = timer(seconds);
  return (
    <HeadlineTile
      name="longest"
      glyph={null}
      label={words.headline.longest}
      severity={severityOfAge(seconds, longestWaitLimit)}
      figure={span === null ? null : span.figure}
      aside={span?.unit ?? null}
    />
  );
}

function NotOnCallTile() {
  const agents = useBoardLink((link) => link.board?.agents ?? null);
  const gone = useFigures() === "gone";
  const known = gone || agents === null || agents.length === 0 ? null : agents;
  return (
    <HeadlineTile
      name="not-on-call"
      glyph="idle"
      label={words.headline.notOnCall}
      severity="normal"
      figure={known === null ? null : countNotOnCall(known)}
      aside={known === null ? null : words.headline.of(known.length)}
    />
  );
}

/** The one figure that outlives the connection: nobody calls back by himself because a cable is out. */
function CallBackTile() {
  const missed = useBoardLink((link) => link.board?.missed ?? null);
  const open = useMemo(() => (missed === null ? null : countCallBacks(missed)), [missed]);
  const seconds = secondsBetween(open?.since ?? null, useBoardNow());
  const oldest = ageOf(seconds);
  return (
    <HeadlineTile
      name="call-back"
      glyph="missed"
      label={words.headline.callBack}
      severity={severityOfAge(seconds, oldestCallBackLimit)}
      figure={open === null ? null : open.count}
      aside={oldest === null ? null : words.headline.oldest(oldest)}
    />
  );
}
