import { useState } from "react";
import { Name } from "#components/board/name.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import { isWholeWeek, type OfficeHours } from "#lib/board/office-hours.ts";
import { hoursText } from "#lib/directory/hours-text.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import { QueueDialog } from "./queue-dialog.tsx";
import { words } from "./words.ts";

type ListedQueue = DirectoryAnswer["queues"][number];

interface QueueListProps {
  readonly queues: readonly ListedQueue[];
  /** Hours of queues that have none of their own; null: always open. */
  readonly siteHours: OfficeHours | null;
  readonly timeZone: string;
}

export function QueueList({ queues, siteHours, timeZone }: QueueListProps) {
  const [editing, setEditing] = useState<string | null>(null);
  const edited = queues.find(({ queue }) => queue === editing) ?? null;
  if (queues.length === 0) return <EmptyState title={words.queues.none}>{words.queues.noneWhy}</EmptyState>;
  return (
    <>
      <div className="@container max-h-[60dvh] overflow-auto pb-1">
        <table className="border-collapse" data-testid="queue-rules">
          <TableHead
            sticky
            columns={[
              { label: words.queues.queue },
              { label: words.queues.answerWithin, className: "text-end max-sm:hidden" },
              { label: words.queues.shortAbandon, className: "text-end max-sm:hidden" },
              { label: words.queues.rings, className: "@max-xl:hidden" },
              { label: words.queues.hours },
            ]}
            buttons=""
          />
          <tbody>
            {queues.map((queue) => (
              <QueueRow
                key={queue.queue}
                listed={queue}
                hours={queue.rules.hours ?? siteHours}
                edit={() => setEditing(queue.queue)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <QueueDialog listed={edited} timeZone={timeZone} onClose={() => setEditing(null)} />
    </>
  );
}

interface QueueRowProps {
  readonly listed: ListedQueue;
  /** null: always open. */
  readonly hours: OfficeHours | null;
  readonly edit: () => void;
}

function QueueRow({ listed, hours, edit }: QueueRowProps) {
  const { targets } = listed.rules;
  const name = plainName(listed.name ?? listed.queue);
  return (
    <tr data-testid="queue" data-queue={listed.queue}>
      <th scope="row" className="max-w-40 py-1.5 text-ink text-table">
        <Name text={name} cut="middle" />
        {listed.name === null ? null : <span className="block font-normal text-ink-2 text-meta">{listed.queue}</span>}
      </th>
      <td className="figure text-end max-sm:hidden">{words.queues.seconds(targets.answerWithin)}</td>
      <td className="figure text-end max-sm:hidden">{words.queues.seconds(targets.shortAbandon)}</td>
      <td className="@max-xl:hidden">{words.queues.strategy[targets.ringStrategy]}</td>
      <td className="min-w-24">{hours === null || isWholeWeek(hours) ? words.queues.alwaysOpen : openText(hours)}</td>
      <td className="text-end">
        <Button size="compact" aria-label={words.queues.editOf(name)} onClick={edit}>
          {words.queues.edit}
        </Button>
      </td>
    </tr>
  );
}

function openText(hours: OfficeHours): string {
  return hoursText(hours, words.shortDays) || words.queues.neverOpen;
}
