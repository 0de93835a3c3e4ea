import { useMemo, useState } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { Timer } from "#components/board/timer.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import { useBoardNow, useFigures } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { useQueueNames } from "#components/supervisor/use-queue-names.ts";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import type { AgentStatus, LiveCall, QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { pressingQueues, ringingColleagues } from "#lib/desk/queue-rows.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { noValue } from "#lib/display/texts.ts";
import { severityOfQueue } from "#lib/wall/queue-order.ts";
import { type RingingPhone, ringingPhones } from "#lib/wall/ringing.ts";
import { words } from "./words.ts";

type Choice = "mine" | "all";

const choices = (["mine", "all"] as const).map((value) => ({ value, label: words.queues.choices[value] }));
const noQueues: readonly QueueStatus[] = [];
const noAgents: readonly AgentStatus[] = [];
const noCalls: readonly LiveCall[] = [];

/** How the queues stand that this phone is called for, and which colleagues ring for them. */
export function QueuePressure({ extension, mine }: { extension: string; mine: readonly string[] }) {
  const [choice, choose] = useState<Choice>("mine");
  const all = useBoardLink((link) => link.board?.queues ?? noQueues);
  const queues = useMemo(() => pressingQueues(all, mine, choice), [all, mine, choice]);
  const gone = useFigures() === "gone";
  const aside =
    mine.length === 0 || gone ? null : (
      <ChoiceRow label={words.queues.choice} choices={choices} value={choice} onChoose={choose} />
    );
  return (
    <Panel title={words.queues.title} aside={aside}>
      <Queues queues={queues} />
      {gone ? null : <Colleagues extension={extension} queues={queues} />}
    </Panel>
  );
}

function Queues({ queues }: { queues: readonly QueueStatus[] }) {
  if (useFigures() === "gone") return <p className="px-4 py-3 text-ink-2">{words.queues.unknown}</p>;
  if (queues.length === 0) return <p className="px-4 py-3 text-ink-2">{words.queues.none}</p>;
  return (
    <ul data-testid="desk-queues">
      {queues.map((queue) => (
        <QueueRow key={queue.queue} queue={queue} />
      ))}
    </ul>
  );
}

function QueueRow({ queue }: { queue: QueueStatus }) {
  const name = plainName(queue.name ?? queue.queue);
  return (
    <li
      className="flex min-h-11 items-center gap-3 border-rule border-t px-4 text-table"
      data-testid="desk-queue"
      data-queue={queue.queue}
    >
      <span className="min-w-0 flex-1">
        <Name text={name} cut="middle" />
      </span>
      <FigureLink name="now-waiting" scope={{ queue: queue.queue }} label={name}>
        {queue.waiting} {words.queues.waiting}
      </FigureLink>
      <Longest queue={queue} name={name} />
    </li>
  );
}

function Longest({ queue, name }: { queue: QueueStatus; name: string }) {
  const severity = severityOfQueue(queue, useBoardNow(), useWaitLimit());
  const glyph = severityGlyph(severity);
  return (
    <span
      className="severity flex min-w-20 items-center justify-end gap-1.5 rounded px-1.5 py-0.5"
      data-severity={severity}
      data-testid="desk-longest"
    >
      {glyph === null ? null : <Glyph name={glyph} />}
      {queue.longestWaitSince === null ? (
        <span className="text-ink-2">
          <span className="unseen">{words.queues.longest} </span>
          {noValue}
        </span>
      ) : (
        <FigureLink name="now-waiting" scope={{ queue: queue.queue }} label={`${name}, ${words.queues.longest}`}>
          <Timer since={queue.longestWaitSince} />
        </FigureLink>
      )}
    </span>
  );
}

function Colleagues({ extension, queues }: { extension: string; queues: readonly QueueStatus[] }) {
  const agents = useBoardLink((link) => link.board?.agents ?? noAgents);
  const calls = useBoardLink((link) => link.board?.calls ?? noCalls);
  const phones = useMemo(
    () => ringingColleagues(ringingPhones(agents, calls, queues), extension, queues),
    [agents, calls, queues, extension],
  );
  if (phones.length === 0) return null;
  return (
    <ul className="border-rule border-t py-1" data-testid="colleagues">
      {phones.map((phone) => (
        <Colleague key={phone.extension} phone={phone} />
      ))}
    </ul>
  );
}

function Colleague({ phone }: { phone: RingingPhone }) {
  const name = useAgentNames()(phone.extension);
  const queueName = useQueueNames();
  return (
    <li className="flex min-h-8 items-center gap-2 px-4 text-ink-2 text-table" data-extension={phone.extension}>
      <Glyph name="ringing" />
      <span className="min-w-0">
        <Name text={words.queues.ringingAt(name)} cut="end" />
      </span>
      {phone.for.kind === "queue" ? (
        <span className="min-w-0 flex-none max-w-40">
          <Name text={`· ${queueName(phone.for.queue)}`} cut="middle" />
        </span>
      ) : null}
      <span className="ms-auto">
        <Timer since={phone.since} />
      </span>
    </li>
  );
}
