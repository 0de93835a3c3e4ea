import type { ArchivedCall } from "./archived-call.ts";
import type { Draft } from "./board-state.ts";
import { reviewMisses } from "./caller-history.ts";
import { kindOfNumber } from "./number-kind.ts";
import { emptyQueue, publishQueue } from "./queue-entry.ts";
import { reviewCall } from "./shift-call.ts";

/** What a number is decides how every call that met it reads. */
export function reviewKinds(draft: Draft, numbers: ReadonlySet<string>): void {
  reviewCallsOf(draft, numbers);
  for (const number of numbers) {
    if (kindOfNumber(draft, number) === "queue") publishQueue(draft, number);
    else if ((draft.queueEntries.get(number) ?? emptyQueue).passages.offered === 0) {
      draft.queueEntries.delete(number);
      draft.queues.delete(number);
    }
  }
}

/** Reads every call that met one of the numbers again, also those of which only a row of missed callers is left. */
export function reviewCallsOf(draft: Draft, numbers: ReadonlySet<string>): void {
  if (numbers.size === 0) return;
  for (const entry of [...draft.calls.values()]) {
    if (meets(entry, numbers)) reviewCall(draft, entry);
  }
  reviewMisses(draft, (call) => meets(call, numbers));
}

function meets({ own, adopted }: Pick<ArchivedCall, "own" | "adopted">, numbers: ReadonlySet<string>): boolean {
  return [own, ...adopted.map((one) => one.facts)].some(
    (facts) =>
      facts.reaches.some((reach) => numbers.has(reach.number)) ||
      facts.ends.some((end) => end.number !== null && numbers.has(end.number)),
  );
}
