import { Glyph } from "#components/board/glyph.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { useBoardNow } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import type { QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween, timer } from "#lib/display/duration.ts";
import { severityOfAge } from "#lib/display/severity.ts";
import { type RolledUp, rollUpQueues, severityOfQueue } from "#lib/wall/queue-order.ts";
import { QueueRow } from "./queue-row.tsx";
import { useRowMotion } from "./use-row-motion.ts";
import { useSettledOrder } from "./use-settled-order.ts";
import { words } from "./words.ts";
import "./queue-table.css";

interface QueueTableProps {
  readonly rows: number;
  readonly size: "large" | "normal";
  readonly head: boolean;
}

const noQueues: readonly QueueStatus[] = [];

/** Exceptions first. The table looks at the clock every second; a row renders when its record or its severity changes. */
export function QueueTable({ rows, size, head }: QueueTableProps) {
  const queues = useBoardLink((link) => link.board?.queues ?? noQueues);
  const now = useBoardNow();
  const limit = useWaitLimit();
  const order = useSettledOrder(queues, now);
  const { rows: shown, rest } = rollUpQueues(order, queues, rows);
  const body = useRowMotion(order.queues);
  return (
    <section className="panel queues" data-testid="queues" data-plan="table">
      <h2 className="unseen">{words.queues.title}</h2>
      <table className="queue-table" data-size={size}>
        <thead className={head ? "queue-head" : "unseen"}>
          <tr>
            <th scope="col" className="queue-name">
              {words.queues.queue}
            </th>
            <th scope="col">{words.queues.waiting}</th>
            <th scope="col">{words.queues.longest}</th>
            <th scope="col">{words.queues.talking}</th>
            <th scope="col">{words.queues.serviceLevel}</th>
          </tr>
        </thead>
        <tbody ref={body} className="queue-rows">
          {shown.map((queue) => (
            <QueueRow key={queue.queue} queue={queue} severity={severityOfQueue(queue, now, limit)} />
          ))}
          {rest === null ? null : <RestRow rest={rest} now={now} />}
        </tbody>
      </table>
    </section>
  );
}

function RestRow({ rest, now }: { rest: RolledUp; now: number | null }) {
  const limit = useWaitLimit();
  const seconds = secondsBetween(rest.longestWaitSince, now);
  const severity = rest.waiting === 0 ? "normal" : severityOfAge(seconds, limit);
  const glyph = severityGlyph(severity);
  return (
    <tr
      className="queue-row"
      data-testid="queue-rest"
      data-severity={severity}
      data-queue="rest"
      data-calm={rest.waiting === 0}
    >
      <td colSpan={5} className="queue-rest">
        <span className="queue-name-cell">
          <span className="queue-glyph">{glyph === null ? null : <Glyph name={glyph} />}</span>
          <span data-cut className="queue-rest-text">
            {now === null ? words.queues.restUnknown(rest.queues) : words.queues.rest(rest, timer(seconds))}
          </span>
        </span>
      </td>
    </tr>
  );
}
