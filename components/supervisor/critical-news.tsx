import { useEffect, useRef, useState } from "react";
import { useBoardNow } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import { useAnnounce } from "#components/ui/announcer.tsx";
import type { MissedCaller, QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type Severity, severityOfAge, severityRank } from "#lib/display/severity.ts";
import { rowSeverity } from "#lib/supervisor/row-severity.ts";
import { whomOf } from "./missed-row.tsx";
import { useRowRules } from "./use-row-rules.ts";
import { words } from "./words.ts";

const noRows: readonly MissedCaller[] = [];
const noQueues: readonly QueueStatus[] = [];

/** For those who hear the page: at once what became critical, the rest in a sentence now and then. */
export function CriticalNews() {
  const now = useBoardNow();
  const limit = useWaitLimit();
  const missed = useBoardLink((link) => link.board?.missed ?? noRows);
  const queues = useBoardLink((link) => link.board?.queues ?? noQueues);
  const rulesOf = useRowRules();
  const open = missed.filter((row) => row.status !== "resolved");
  const severities = open.map((row) => rowSeverity(rulesOf(row), now));
  const rows = open.filter((_, i) => isCritical(severities[i]));
  const waiting = queues.filter((queue) =>
    isCritical(severityOfAge(secondsBetween(queue.longestWaitSince, now), limit)),
  );
  const watched = severities.filter((severity) => severity === "watch").length;
  useSummary(now === null ? null : words.summary(open.length, watched, rows.length));
  const fresh = useNews(
    now === null
      ? null
      : new Map([
          ...rows.map((row): [string, string] => [row.id, words.alert.row(whomOf(row))]),
          ...waiting.map(({ queue, name }): [string, string] => [
            `queue ${queue}`,
            words.alert.queue(plainName(name ?? queue)),
          ]),
        ]),
  );
  return (
    <p role="alert" className="unseen" data-testid="critical-news">
      {fresh}
    </p>
  );
}

const isCritical = (severity: Severity | undefined) => severity !== undefined && severityRank(severity) === 2;

/** More at once than anybody listens to. */
const mostSaid = 3;

/** What was not there before, in words; what stands when the page opens is no news. */
function useNews(standing: ReadonlyMap<string, string> | null): string {
  const [known, setKnown] = useState<ReadonlySet<string> | null>(null);
  const [said, setSaid] = useState("");
  if (standing === null) return said;
  const same = known !== null && known.size === standing.size && [...standing.keys()].every((key) => known.has(key));
  if (!same) {
    setKnown(new Set(standing.keys()));
    const news = known === null ? [] : [...standing].filter(([key]) => !known.has(key)).map(([, text]) => text);
    if (news.length > 0) setSaid(news.length > mostSaid ? words.alert.rows(news.length) : news.join(" "));
  }
  return said;
}

function useSummary(text: string | null): void {
  const announce = useAnnounce();
  const before = useRef(text);
  useEffect(() => {
    if (text === null || text === before.current) return;
    const first = before.current === null;
    before.current = text;
    if (!first) announce(text, "summary");
  }, [text, announce]);
}
