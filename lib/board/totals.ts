import type { Tally } from "#lib/call/call-shares.ts";
import type { Today } from "./board.ts";

/** Adds (`sign` 1) or takes away (-1) one call. */
export function addToTotals(totals: Today, tally: Extract<Tally, { of: "inbound" | "outbound" }>, sign: 1 | -1): Today {
  if (tally.of === "outbound") {
    return {
      ...totals,
      outbound: totals.outbound + sign,
      outboundAnswered: totals.outboundAnswered + (tally.answered ? sign : 0),
    };
  }
  const inbound = totals.inbound + sign;
  if (tally.outcome === "open") return { ...totals, inbound };
  return { ...totals, inbound, [tally.outcome]: totals[tally.outcome] + sign };
}
