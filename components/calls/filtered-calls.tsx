import { useMemo } from "react";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { withNewest } from "#lib/calls/call-list.ts";
import { rowOfCall } from "#lib/calls/call-rows.ts";
import {
  type AddressFault,
  type CallsFilter,
  noFilter,
  readFilter,
  takesInNow,
  writeFilter,
} from "#lib/calls/calls-filter.ts";
import { callsQuestion, dateAt, pageLength } from "#lib/calls/calls-question.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { serverNow } from "#lib/client/now.ts";
import { callsPage } from "#lib/protocol/api/call-answers.ts";
import { CallTable } from "./call-table.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { NewerCalls } from "./newer-calls.tsx";
import { useCallList } from "./use-call-list.ts";
import { words } from "./words.ts";

/** Months of calls, narrowed by what the address says. */
export function FilteredCalls({ params }: { params: URLSearchParams }) {
  const { filter, faults } = useMemo(() => readFilter(params), [params]);
  const { question, newCalls } = useQuestion(filter);
  const { list, newest, older, loadOlder, showNewer } = useCallList({
    url: question === null ? null : `/api/calls?${question === "" ? "" : `${question}&`}limit=${pageLength}`,
    schema: callsPage,
    read: readPage,
    refreshWhen: newCalls,
    renew: withNewest,
  });
  const narrowed = writeFilter(filter) !== "";
  return (
    <div className="grid gap-3">
      <FilterBar filter={filter} onChange={go} />
      <Faults faults={faults} />
      <section aria-label={words.list.label} className="min-w-0 rounded-lg bg-surface pb-2">
        <AnswerGate answer={newest}>
          {() =>
            list === null ? null : (
              <>
                <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2">
                  <p className="font-medium text-body" data-testid="calls-counted">
                    {(list.next === null ? words.list.counted : words.list.moreThan)(list.rows.length)}
                  </p>
                  <NewerCalls list={list} onShow={showNewer} />
                  <a
                    href={`/api/calls.csv?${question ?? ""}`}
                    download
                    aria-label={words.list.csvOf}
                    className="ms-auto inline-flex min-h-9 items-center text-table"
                  >
                    {words.list.csv}
                  </a>
                </div>
                {list.rows.length === 0 ? (
                  <Nothing narrowed={narrowed} />
                ) : (
                  <CallTable list={list} older={older} loadOlder={loadOlder} />
                )}
              </>
            )
          }
        </AnswerGate>
      </section>
    </div>
  );
}

const readPage = ({ calls, next }: { calls: Parameters<typeof rowOfCall>[0][]; next: string | null }) => ({
  rows: calls.map(rowOfCall),
  next,
});

/** What the server is asked, and what tells that its answer may have changed; null: nothing can be asked yet, or does. */
function useQuestion(filter: CallsFilter): { readonly question: string | null; readonly newCalls: string | null } {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const today = useBoardLink((link) => link.board && dateAt(Date.parse(link.board.at), link.board.timeZone));
  const counted = useBoardLink((link) => link.board && JSON.stringify([link.board.today, link.board.calls.length]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question changes with the day, not with every moment
  const question = useMemo(
    () => (timeZone === null ? null : callsQuestion(filter, serverNow(), timeZone).toString()),
    [filter, timeZone, today],
  );
  return { question, newCalls: today !== null && takesInNow(filter, today) ? counted : null };
}

/** A filter is a step in the browser's history, so that "back" takes it off again. */
function go(filter: CallsFilter): void {
  const query = writeFilter(filter);
  window.history.pushState(null, "", query === "" ? "/calls" : `/calls?${query}`);
}

function Nothing({ narrowed }: { narrowed: boolean }) {
  if (!narrowed) return <EmptyState title={words.list.noCalls}>{words.list.noCallsWhy}</EmptyState>;
  const clear = <Button onClick={() => go(noFilter)}>{words.filters.clear}</Button>;
  return <EmptyState title={words.list.noMatch} action={clear} />;
}

function Faults({ faults }: { faults: readonly AddressFault[] }) {
  if (faults.length === 0) return null;
  return (
    <ul
      role="status"
      className="grid gap-1 rounded-lg border border-rule-strong px-4 py-2 text-table"
      data-testid="faults"
    >
      {faults.map(({ name, value }) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          {words.filters.notUnderstood(name, value)}
        </li>
      ))}
    </ul>
  );
}
