import type { Tally } from "#lib/call/call-shares.ts";
import { numberOf } from "./tally-order.ts";

/** A tally as a row of table `tally` has it, without its call. */
export interface TallyRow {
  readonly kind: Tally["of"];
  readonly number: string;
  readonly at: number;
  readonly outcome: string;
  readonly wait: number | null;
  readonly talk: number | null;
}

export function rowOfTally(tally: Tally): TallyRow {
  const wait = tally.of === "passage" ? tally.wait : null;
  const talk = tally.of === "passage" || tally.of === "agent" ? tally.talk : null;
  return { kind: tally.of, number: numberOf(tally), at: tally.at, outcome: outcomeOf(tally), wait, talk };
}

function outcomeOf(tally: Tally): string {
  switch (tally.of) {
    case "inbound":
    case "passage":
      return tally.outcome;
    case "outbound":
      return tally.answered ? "answered" : "unanswered";
    case "agent":
      return tally.deed;
  }
}

type Outcome<Of extends Tally["of"]> = Extract<Tally, { readonly of: Of; readonly outcome: string }>["outcome"];

/** Only `rowOfTally` writes what is read here. */
export function tallyOfRow({ kind, number, at, outcome, wait, talk }: TallyRow): Tally {
  switch (kind) {
    case "inbound":
      return { of: kind, at, outcome: outcome as Outcome<"inbound"> };
    case "outbound":
      return { of: kind, at, answered: outcome === "answered" };
    case "passage":
      return { of: kind, at, queue: number, outcome: outcome as Outcome<"passage">, wait, talk };
    case "agent":
      return { of: kind, at, agent: number, deed: outcome as Extract<Tally, { of: "agent" }>["deed"], talk: talk ?? 0 };
  }
}
