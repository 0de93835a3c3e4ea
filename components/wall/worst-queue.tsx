import { Clock } from "#components/board/clock.tsx";
import { FreshnessMark } from "#components/board/freshness-mark.tsx";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { Timer } from "#components/board/timer.tsx";
import { useBoardNow, useFigures } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import type { QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness } from "#lib/client/now.ts";
import type { Severity } from "#lib/display/severity.ts";
import { severityOfQueue } from "#lib/wall/queue-order.ts";
import { SoundNotice } from "./sound-notice.tsx";
import { useSettledOrder } from "./use-settled-order.ts";
import { words } from "./words.ts";
import "./worst-queue.css";

const noQueues: readonly QueueStatus[] = [];

/** From very far only one queue can be read: the one that needs help most. */
export function WorstQueue() {
  const queues = useBoardLink((link) => link.board?.queues ?? noQueues);
  const now = useBoardNow();
  const limit = useWaitLimit();
  const order = useSettledOrder(queues, now);
  const gone = useFigures() === "gone";
  const kind = useFreshness((freshness) => freshness.kind);
  const worst = queues.find((queue) => queue.queue === order.queues[0]);
  const severity = worst === undefined ? "normal" : severityOfQueue(worst, now, limit);
  return (
    <section className="panel worst" data-testid="worst" data-severity={severity}>
      <h2 className="unseen">{words.queues.title}</h2>
      {gone || worst === undefined ? <span className="worst-queue" /> : <Trouble queue={worst} severity={severity} />}
      <SoundNotice />
      {kind === "live" || kind === "delayed" ? <FreshnessMark kind={kind} /> : null}
      <Clock />
    </section>
  );
}

function Trouble({ queue, severity }: { queue: QueueStatus; severity: Severity }) {
  if (queue.waiting === 0) return <p className="worst-queue worst-nobody">{words.queues.nobodyWaiting}</p>;
  return (
    <p className="worst-queue">
      <Glyph name={severityGlyph(severity) ?? "waiting"} />
      <Name text={queue.name ?? queue.queue} cut="middle" />
      <span className="worst-waiting">{words.queues.worst(queue.waiting)}</span>
      <Timer since={queue.longestWaitSince} />
    </p>
  );
}
