import { useEffect, useState } from "react";
import { figuresOf } from "#components/board/figures.ts";
import { type BoardLink, useBoardLink } from "#lib/client/board-link.ts";
import { freshnessOf } from "#lib/client/freshness.ts";
import { serverNow } from "#lib/client/now.ts";
import { age, secondsBetween } from "#lib/display/duration.ts";
import { countCallBacks, countNotOnCall, countWaiting } from "#lib/wall/headline.ts";
import { words } from "./words.ts";

/** ms: a screen reader is told what changed, but not more often. */
const pause = 10_000;

/** The headline in a sentence, for those who hear the page: politely, and only when it says something else than before. */
export function SpokenSummary() {
  const [text, setText] = useState("");
  useEffect(() => {
    const speak = () => setText(sentence(useBoardLink.getState(), serverNow()));
    speak();
    const timer = setInterval(speak, pause);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="unseen" role="status" data-testid="summary">
      {text}
    </p>
  );
}

function sentence(link: BoardLink, now: number): string {
  if (link.board === null || figuresOf(freshnessOf(link, now).kind) === "gone") return words.summaryUnknown;
  const { calls, agents, missed } = link.board;
  const waiting = countWaiting(calls);
  const seconds = secondsBetween(waiting.since, now);
  return words.summary({
    waiting: waiting.count,
    longest: seconds === null || seconds < 60 ? null : age(seconds),
    notOnCall: countNotOnCall(agents),
    agents: agents.length,
    callBack: countCallBacks(missed).count,
  });
}
