import { addEvidence, type KindEvidence, kindFromEvidence, noEvidence, witness } from "#lib/call/kind-evidence.ts";
import type { CallEvent, NumberKind } from "#lib/pbx/pbx-event.ts";
import type { BoardState, Draft } from "./board-state.ts";
import type { DirectoryKind } from "./directory.ts";

const directoryKinds: Record<DirectoryKind, NumberKind> = { ivr: "ivr", queue: "queue", agent: "phone", group: "ivr" };

/** What the directory says, else what was seen of the number; null when neither says anything. */
export function kindOfNumber(state: Pick<BoardState, "settings" | "evidence">, number: string): NumberKind | null {
  const listed = state.settings.directory.get(number)?.kind ?? null;
  if (listed !== null) return directoryKinds[listed];
  const evidence = state.evidence.get(number);
  return evidence === undefined ? null : kindFromEvidence(evidence);
}

/** Notes what the event shows of a number. Returns the number if that changes what it is. */
export function noteKind(draft: Draft, event: CallEvent): string | null {
  const seen = witness(event);
  return seen !== null && addKind(draft, seen.number, seen.evidence) ? seen.number : null;
}

/** Returns whether that changes what the number is. */
export function addKind(draft: Draft, number: string, evidence: KindEvidence): boolean {
  const known = draft.evidence.get(number);
  const sum = addEvidence(known ?? noEvidence, evidence);
  if (known === sum) return false;
  const before = kindOfNumber(draft, number);
  draft.evidence.set(number, sum);
  return kindOfNumber(draft, number) !== before;
}
