import type { Act } from "#lib/board/act.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import type { MissedRequest } from "#lib/protocol/api/act-requests.ts";
import type { CallTruth } from "#lib/simulator/truth.ts";

/** One request to the webhook. The very object stands in the journal, so that no two requests can be mixed up. */
export interface Posted {
  readonly delivery: Delivery;
  /** What the server answered; null: nothing that left it. */
  answer: { readonly status: number; readonly rev: number | null } | null;
}

/** A deed with a missed caller that was answered with its place in the journal. */
export interface Dealt {
  readonly request: MissedRequest;
  readonly rev: number;
}

/** What the world outside knows to be so, whatever becomes of the servers. */
export interface Ledger {
  readonly posted: Posted[];
  /** Answers that named a place their server's board had not reached. */
  readonly ahead: string[];
  /** When what place in the journal was told to its sender, and to every sender before. */
  readonly acknowledged: { readonly at: number; readonly rev: number }[];
  readonly dealt: Dealt[];
  /** Acts of the directory and settings that were acknowledged, with their place. */
  readonly acted: { readonly act: Act; readonly rev: number }[];
  /** Of calls that are over. */
  readonly truths: CallTruth[];
}

export function createLedger(): Ledger {
  return { posted: [], ahead: [], acknowledged: [], dealt: [], acted: [], truths: [] };
}
