import { type CallFacts, mergeFacts } from "#lib/call/call-facts.ts";
import { callRecord } from "#lib/call/call-record.ts";
import { type CallShares, noShares, sharesOf } from "#lib/call/call-shares.ts";
import { type CallView, viewCall } from "#lib/call/call-view.ts";
import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { ArchivedCall } from "./archived-call.ts";
import type { CallRecord } from "./board.ts";
import type { BoardSettings } from "./board-settings.ts";
import type { AdoptedFacts } from "./board-state.ts";
import { withContactName } from "./contact-name.ts";
import { isLinked } from "./open-calls.ts";

/** What the facts of a call amount to. */
export interface FactsRead {
  /** Those told under every id. */
  readonly facts: CallFacts;
  /** null while only recordings are known. */
  readonly view: CallView | null;
  readonly shares: CallShares;
}

/** The one reading of a call, on the board and in the archive. @param now epoch ms */
export function readFacts(
  { own, adopted, memory }: ArchivedCall,
  now: number,
  kindOf: (number: string) => NumberKind | null,
  settings: BoardSettings,
): FactsRead {
  const others = adopted.map((one) => one.facts);
  const facts = mergeFacts(own, others, settings.ringGap * 1000);
  const view = viewCall(facts, memory, now, kindOf, settings);
  return { facts, view, shares: view === null ? noShares : sharesOf(view, now, settings.gaveUpAfter * 1000) };
}

/** The call as history tells it; null while only recordings are known. */
export function recordOf({
  view,
  adopted,
  contactName = null,
}: {
  readonly view: CallView | null;
  readonly adopted: readonly AdoptedFacts[];
  /** What the operator calls the caller; null or absent: what the phone system does. */
  readonly contactName?: string | null;
}): CallRecord | null {
  if (view === null) return null;
  return withContactName({ ...callRecord(view), linked: isLinked({ adopted }) }, contactName);
}
