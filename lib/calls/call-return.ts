import type { CallRecord, MissedCaller } from "#lib/board/board.ts";

/** What became of a missed call. `earlier`: it was settled on another day, or its row has been forgotten. */
export type CallReturn =
  | { readonly kind: "open" }
  | { readonly kind: "claimed"; readonly by: string | null }
  | {
      readonly kind: "returned" | "rang-again" | "done" | "not-needed";
      readonly at: string;
      readonly by: string | null;
    }
  | { readonly kind: "earlier" };

/** null for a call that was not missed. Rows stay on the board until they are settled, and to the end of that day. */
export function returnOf(call: CallRecord, missed: readonly MissedCaller[]): CallReturn | null {
  if (call.state !== "missed") return null;
  const row = missed.find((one) => one.callIds.includes(call.id));
  if (row === undefined) return { kind: "earlier" };
  const { resolution } = row;
  if (resolution === null) {
    return row.status === "claimed" ? { kind: "claimed", by: row.claimedBy } : { kind: "open" };
  }
  const { how, at, by, verdict } = resolution;
  switch (how) {
    case "called-back":
      return { kind: "returned", at, by };
    case "rang-again":
      return { kind: "rang-again", at, by };
    case "by-hand":
      return { kind: verdict ?? "done", at, by };
  }
}
