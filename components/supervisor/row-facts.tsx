import { Name } from "#components/board/name.tsx";
import { useBoardNow } from "#components/board/use-board-time.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import type { MissedCaller } from "#lib/board/board.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { ageOf, timerText } from "#lib/display/texts.ts";
import type { KnownCaller } from "#lib/protocol/api/call-answers.ts";
import type { RowRules } from "./use-row-rules.ts";
import { words } from "./words.ts";

/** Who it was: the name, the number, how often; a name the operator gave outweighs the feed's. */
export function CallerCell({
  row,
  known,
  tabIndex,
}: {
  row: MissedCaller;
  known: KnownCaller | null;
  tabIndex: 0 | -1;
}) {
  const name = known?.name ?? row.callerName;
  const number = row.caller === "" ? words.row.withheld : row.caller;
  return (
    <>
      <span className="flex min-w-0 items-baseline gap-1.5 font-medium">
        <Name text={name ?? number} cut="end" />
        {row.count > 1 ? (
          <span className="shrink-0 font-semibold">
            <FigureLink
              name="missed-row"
              scope={{ row: row.id }}
              label={words.row.timesAtLength(row.count)}
              tabIndex={tabIndex}
            >
              <span aria-hidden="true">{words.row.times(row.count)}</span>
            </FigureLink>
          </span>
        ) : null}
      </span>
      {name === null ? null : (
        <span className="flex min-w-0 text-ink-2 text-meta">
          <Name text={number} cut="end" />
        </span>
      )}
    </>
  );
}

/** Phones that are named in a row; a queue may ring thirty. */
const fewPhones = 2;

interface LostCellProps {
  readonly row: MissedCaller;
  readonly rules: RowRules;
  readonly queueName: (queue: string) => string;
  readonly agentName: (extension: string) => string;
}

/** For which line, and where on the way the caller was lost. */
export function LostCell({ row, rules, queueName, agentName }: LostCellProps) {
  const where = rules.closedHours ? words.row.closedHours : words.row.lost[row.lostIn];
  const lost = words.row.lostAfter(where, row.waitSeconds === null ? null : timerText(row.waitSeconds));
  const shown = row.rang.slice(0, fewPhones).map(agentName).join(", ");
  const names = row.rang.length > fewPhones ? words.row.andMore(shown, row.rang.length - fewPhones) : shown;
  const rang = names === "" ? null : words.row.rang(names);
  const [first, ...rest] = [row.queue === null ? null : queueName(row.queue), lost, rang].filter(
    (part) => part !== null,
  );
  return (
    <>
      <span className="flex min-w-0">
        <Name text={first ?? ""} cut="middle" />
      </span>
      {rest.length === 0 ? null : (
        <span className="flex min-w-0 text-ink-2 text-meta">
          <Name text={rest.join(", ")} cut="end" />
        </span>
      )}
    </>
  );
}

/** With whom they last spoke: who calls back may ask. */
export function LastTalkCell({ known, agentName }: { known: KnownCaller | null; agentName: (ext: string) => string }) {
  const now = useBoardNow();
  if (known === null) return <span className="text-ink-3 @max-[47rem]:hidden">{words.row.notKnown}</span>;
  if (known.lastTalk === null) return <span className="text-ink-3 @max-[47rem]:hidden">{words.row.nobody}</span>;
  const ago = ageOf(secondsBetween(known.lastTalk.at, now));
  return (
    <span className="flex min-w-0 gap-x-1.5 @max-[47rem]:text-ink-2 @max-[47rem]:text-meta @[47rem]:flex-col">
      <span className="shrink-0 @[47rem]:hidden">{words.worklist.columns.talk}</span>
      <span className="flex min-w-0">
        <Name text={agentName(known.lastTalk.agent)} cut="end" />
      </span>
      {ago === null ? null : <span className="shrink-0 text-ink-2 text-meta">{words.row.lastTalk(ago)}</span>}
    </span>
  );
}

/** Who has taken it and what was tried; of what is done, by whom and how. */
export function OwnerCell({
  row,
  saving,
  left,
  how,
}: {
  row: MissedCaller;
  saving: boolean;
  left: boolean;
  how: string | null;
}) {
  if (saving) return <span className="text-ink-2">{words.row.saving}</span>;
  const attempts = row.attempts.length;
  return (
    <>
      {how === null ? (
        <span
          className={`flex min-w-0 ${row.claimedBy === null ? "@max-[47rem]:hidden" : ""}`}
          data-testid="claimed-by"
        >
          <Name text={row.claimedBy ?? words.row.noOwner} cut="end" />
        </span>
      ) : (
        <span className="line-clamp-2 text-meta [overflow-wrap:anywhere]" data-testid="how">
          {left ? `${words.row.left}: ` : ""}
          <bdi>{how}</bdi>
        </span>
      )}
      {attempts === 0 || how !== null ? null : (
        <span className="block text-ink-2 text-meta">{words.row.attempts(attempts)}</span>
      )}
    </>
  );
}
