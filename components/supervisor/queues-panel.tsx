import { useMemo, useState } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { useBoardNow, useFigures, useSeconds } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { missesServiceLevel, severityOfAge } from "#lib/display/severity.ts";
import { noValue, percentText, timerText } from "#lib/display/texts.ts";
import type { FloorAnswer } from "#lib/protocol/api/report-answers.ts";
import { type QueueOrder, settleQueues } from "#lib/wall/queue-order.ts";
import { Trend } from "./trend.tsx";
import { useHeld } from "./use-held.ts";
import { words } from "./words.ts";

type Trends = FloorAnswer["trends"];

const none: readonly QueueStatus[] = [];
const noTrend: readonly number[] = [];
/** More than one looks through by eye. */
const many = 10;

/** Every queue, with the last two hours of it. */
export function QueuesPanel({ trends }: { trends: Trends | null }) {
  const queues = useBoardLink((link) => link.board?.queues ?? none);
  const [find, setFind] = useState("");
  const { held, region } = useHeld();
  const wanted = plainName(find).toLowerCase();
  const found = useSettled(queues, held).filter(({ queue, name }) =>
    `${plainName(name ?? "").toLowerCase()} ${queue}`.includes(wanted),
  );
  const search = (
    <div className="min-w-28 max-w-52 flex-1">
      <TextField
        label={words.queues.find}
        bare
        type="search"
        placeholder={words.queues.findShort}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
      />
    </div>
  );
  return (
    <Panel holds title={words.queues.title} aside={queues.length > many ? search : null}>
      {found.length === 0 ? (
        <p className="px-4 pb-3 text-ink-2">{queues.length === 0 ? words.queues.none : words.queues.notFound}</p>
      ) : (
        <QueueTable queues={found} trends={trends} region={region} />
      )}
    </Panel>
  );
}

const heads = ["waiting", "longest", "talking", "serviceLevel"] as const;

/** As on the wall: where somebody waits too long stands on top. While somebody points at the rows, they stay. */
function useSettled(queues: readonly QueueStatus[], held: boolean): readonly QueueStatus[] {
  const now = useBoardNow();
  const [order, setOrder] = useState<QueueOrder | null>(null);
  const next = settleQueues(order, queues, held ? null : now);
  if (next !== order) setOrder(next);
  return useMemo(() => {
    const byNumber = new Map(queues.map((queue) => [queue.queue, queue]));
    return next.queues.flatMap((number) => byNumber.get(number) ?? []);
  }, [queues, next]);
}

interface QueueTableProps {
  readonly queues: readonly QueueStatus[];
  readonly trends: Trends | null;
  /** Tells that somebody points at it or works in it. */
  readonly region: ReturnType<typeof useHeld>["region"];
}

function QueueTable({ queues, trends, region }: QueueTableProps) {
  const byQueue = new Map((trends ?? []).map(({ queue, waiting }) => [queue, waiting]));
  return (
    <section
      className="@container min-h-0 flex-auto overflow-y-auto pb-2 max-[75rem]:max-h-96"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      aria-label={words.queues.title}
      {...region}
    >
      <table className="table-fixed">
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            <th scope="col" className="ps-4!">
              {words.queues.queue}
            </th>
            <th scope="col" className="w-14 px-1!">
              {words.queues.trend}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className={`${widths[head]} px-1! text-end! last:pe-4!`}>
                {words.queues[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <QueueRow
              key={queue.queue}
              queue={queue}
              trend={trends === null ? null : (byQueue.get(queue.queue) ?? noTrend)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Where there is little room, a queue's name needs it more than how many talk. */
const roomy = "@max-[30rem]:hidden";
const widths = { waiting: "w-13", longest: "w-17", talking: `w-13 ${roomy}`, serviceLevel: "w-16" } as const;

function QueueRow({ queue, trend }: { queue: QueueStatus; trend: readonly number[] | null }) {
  const gone = useFigures() === "gone";
  const name = queue.name ?? queue.queue;
  const scope = { queue: queue.queue };
  return (
    <tr className="perishable h-9!" data-testid="floor-queue" data-queue={queue.queue}>
      <th scope="row" className="max-w-0 ps-4! font-normal! text-ink! text-table!">
        <Name text={name} cut="middle" />
      </th>
      <td className="px-1!">{gone || trend === null ? noValue : <Trend counts={trend} />}</td>
      <td className="px-1! text-end">
        {gone ? (
          noValue
        ) : (
          <FigureLink name="now-waiting" scope={scope} label={words.queues.waitingIn(plainName(name))}>
            {queue.waiting}
          </FigureLink>
        )}
      </td>
      <Longest queue={queue} name={name} />
      <td className={`px-1! text-end ${roomy}`}>
        {gone ? (
          noValue
        ) : (
          <FigureLink name="now-talking" scope={scope} label={words.queues.talkingIn(plainName(name))}>
            {queue.talking}
          </FigureLink>
        )}
      </td>
      <td className="px-1! pe-4! text-end" data-low={missesServiceLevel(queue)}>
        {gone || queue.serviceLevel === null ? (
          noValue
        ) : (
          <FigureLink name="queue-service-level" scope={scope} label={words.queues.serviceLevelIn(plainName(name))}>
            {percentText(queue.serviceLevel)}
          </FigureLink>
        )}
      </td>
    </tr>
  );
}

function Longest({ queue, name }: { queue: QueueStatus; name: string }) {
  const seconds = useSeconds(queue.longestWaitSince);
  const severity = severityOfAge(seconds, useWaitLimit());
  const glyph = severityGlyph(severity);
  return (
    <td className="px-1! text-end">
      {seconds === null ? (
        noValue
      ) : (
        <span className="severity inline-flex items-center gap-1 rounded-sm px-1" data-severity={severity}>
          {glyph === null ? null : <Glyph name={glyph} />}
          <FigureLink name="now-waiting" scope={{ queue: queue.queue }} label={words.queues.longestIn(plainName(name))}>
            {timerText(seconds)}
          </FigureLink>
        </span>
      )}
    </td>
  );
}
