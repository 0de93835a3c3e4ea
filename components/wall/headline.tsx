import { useMemo } from "react";
import { useBoardNow, useFigures } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween, timer } from "#lib/display/duration.ts";
import { oldestCallBackLimit, severityOfAge } from "#lib/display/severity.ts";
import { ageOf } from "#lib/display/texts.ts";
import type { Profile } from "#lib/wall/frame.ts";
import { countCallBacks, countNotOnCall, countWaiting } from "#lib/wall/headline.ts";
import { HeadlineTile } from "./headline-tile.tsx";
import { words } from "./words.ts";
import "./headline.css";

const none: readonly string[] = [];

/** Four figures: three that perish, one that stays. */
export function Headline({ profile }: { profile: Profile }) {
  return (
    <div className="headline" data-testid="headline">
      <WaitingTile profile={profile} />
      <LongestWaitTile profile={profile} />
      <NotOnCallTile profile={profile} />
      <CallBackTile profile={profile} />
    </div>
  );
}

function useWaiting() {
  const calls = useBoardLink((link) => link.board?.calls ?? null);
  return useMemo(() => (calls === null ? null : countWaiting(calls)), [calls]);
}

function WaitingTile({ profile }: { profile: Profile }) {
  const waiting = useWaiting();
  const gone = useFigures() === "gone";
  const count = gone || waiting === null ? null : waiting.count;
  return (
    <HeadlineTile
      name="waiting"
      profile={profile}
      glyph="waiting"
      label={words.headline.waiting}
      severity="normal"
      figure={count}
      asides={none}
    />
  );
}

function LongestWaitTile({ profile }: { profile: Profile }) {
  const waiting = useWaiting();
  const now = useBoardNow();
  const seconds = secondsBetween(waiting?.since ?? null, now);
  const span = timer(seconds);
  return (
    <HeadlineTile
      name="longest"
      profile={profile}
      glyph={null}
      label={profile === "far" ? words.headline.longestBriefly : words.headline.longest}
      severity={severityOfAge(seconds, useWaitLimit())}
      figure={span === null ? null : span.figure}
      asides={span === null || span.unit === null ? none : [span.unit]}
    />
  );
}

function NotOnCallTile({ profile }: { profile: Profile }) {
  const agents = useBoardLink((link) => link.board?.agents ?? null);
  const gone = useFigures() === "gone";
  const known = gone || agents === null || agents.length === 0 ? null : agents;
  return (
    <HeadlineTile
      name="not-on-call"
      profile={profile}
      glyph="idle"
      label={words.headline.notOnCall}
      severity="normal"
      figure={known === null ? null : countNotOnCall(known)}
      asides={known === null ? none : words.headline.of(known.length)}
    />
  );
}

/** The one figure that outlives the connection: nobody calls back by himself because a cable is out. */
function CallBackTile({ profile }: { profile: Profile }) {
  const missed = useBoardLink((link) => link.board?.missed ?? null);
  const open = useMemo(() => (missed === null ? null : countCallBacks(missed)), [missed]);
  const seconds = secondsBetween(open?.since ?? null, useBoardNow());
  const oldest = ageOf(seconds);
  return (
    <HeadlineTile
      name="call-back"
      profile={profile}
      glyph="missed"
      label={words.headline.callBack}
      severity={severityOfAge(seconds, oldestCallBackLimit)}
      figure={open === null ? null : open.count}
      asides={oldest === null ? none : words.headline.oldest(oldest)}
    />
  );
}
