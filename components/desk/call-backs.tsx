import { useCallback, useMemo, useState } from "react";
import { Panel } from "#components/office/panel.tsx";
import { type MissedActs, useMissedActs } from "#components/supervisor/use-missed-acts.ts";
import { Button } from "#components/ui/button.tsx";
import { maskedEnd } from "#lib/access/mask.ts";
import type { MissedCaller } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type Identity, useIdentity } from "#lib/client/identity.ts";
import { anyonesCallBacks, myCallBacks } from "#lib/desk/call-backs.ts";
import { noValue } from "#lib/display/texts.ts";
import { CallBackRow, type Standing } from "./call-back-row.tsx";
import { words } from "./words.ts";

const nobody: readonly MissedCaller[] = [];

/** Missed callers who rang this phone, or whom its person has taken; and those whom anyone may take. */
export function CallBacks({ extension }: { extension: string }) {
  const missed = useBoardLink((link) => link.board?.missed ?? nobody);
  const { account, name } = useIdentity();
  const claims = useCallback((row: MissedCaller) => hasClaimed(row, account, name), [account, name]);
  const mine = useMemo(() => myCallBacks(missed, extension, claims), [missed, extension, claims]);
  const anyones = useMemo(() => anyonesCallBacks(missed, extension), [missed, extension]);
  const acts = useMissedActs();
  return (
    <>
      <List
        title={words.callBacks.title}
        name="call-backs"
        rows={mine}
        acts={acts}
        standing={(row) => (claims(row) ? "taken" : "rang")}
      />
      {anyones.length === 0 ? null : (
        <List
          title={words.callBacks.anyones}
          name="anyones-call-backs"
          rows={anyones}
          acts={acts}
          standing={() => "anyones"}
          first={few}
          about={anyones.some((row) => maskedEnd(row.caller) !== null) ? words.callBacks.hiddenWhy : null}
        />
      )}
    </>
  );
}

/** Rows of others, before one asks for more: one's own calls stand below. */
const few = 3;

interface ListProps {
  readonly title: string;
  readonly name: string;
  readonly rows: readonly MissedCaller[];
  readonly acts: MissedActs;
  readonly standing: (row: MissedCaller) => Standing;
  /** As many are shown at first, and as many times ten more at each wish; all where it is left out. */
  readonly first?: number;
  readonly about?: string | null;
}

function List({ title, name, rows, acts, standing, first = Number.POSITIVE_INFINITY, about = null }: ListProps) {
  const known = useBoardLink((link) => link.board !== null);
  const [most, setMost] = useState(first);
  const shown = rows.slice(0, most);
  const more = rows.length - shown.length;
  return (
    <Panel
      title={title}
      aside={
        known ? (
          <span className="figure text-section" data-testid={`${name}-count`}>
            {rows.length}
          </span>
        ) : null
      }
    >
      {about === null ? null : <p className="max-w-prose px-4 pb-2 text-ink-2 text-meta">{about}</p>}
      {rows.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-2">{known ? words.callBacks.none : noValue}</p>
      ) : (
        <ul data-testid={name}>
          {shown.map((row) => (
            <CallBackRow key={row.id} row={row} acts={acts} standing={standing(row)} />
          ))}
        </ul>
      )}
      {more === 0 ? null : (
        <div className="border-rule border-t px-4 py-2">
          <Button onClick={() => setMost(most + first * 10)}>{words.callBacks.more(Math.min(more, first * 10))}</Button>
        </div>
      )}
    </Panel>
  );
}

/** By the account where somebody signed in: two of one name are two people. */
function hasClaimed({ claimedBy, claimedById }: MissedCaller, account: Identity["account"], name: string | null) {
  if (account !== null && claimedById !== null) return claimedById === account.id;
  return claimedBy !== null && claimedBy === name;
}
