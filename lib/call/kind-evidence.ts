import type { CallEvent, NumberKind } from "#lib/pbx/pbx-event.ts";

/**
 * What was seen of a number, which is more than what the feed claims of it: some senders call
 * queues and phones "other" too (feed.md, traps). Evidence only grows, so its order does not matter.
 */
export interface KindEvidence {
  /** It answered, dialled or was recorded: a phone. */
  readonly spoke: boolean;
  /** A missed call's title named it a queue, a menu, a phone. */
  readonly named: NumberKind | null;
  readonly claimedQueue: boolean;
  readonly claimedPhone: boolean;
}

export const noEvidence: KindEvidence = { spoke: false, named: null, claimedQueue: false, claimedPhone: false };

/** From the strongest evidence to the weakest. */
export function kindFromEvidence(evidence: KindEvidence): NumberKind {
  if (evidence.spoke) return "phone";
  if (evidence.named !== null) return evidence.named;
  if (evidence.claimedQueue) return "queue";
  return evidence.claimedPhone ? "phone" : "ivr";
}

/** The number an event bears witness about, and what it says; null when it says nothing of any. */
export function witness(event: CallEvent): { readonly number: string; readonly evidence: KindEvidence } | null {
  switch (event.kind) {
    case "reached":
      return {
        number: event.number,
        evidence: {
          ...noEvidence,
          claimedQueue: event.claim === "queue",
          claimedPhone: event.claim === "phone",
        },
      };
    case "dialed":
    case "answered":
      return { number: event.agent, evidence: { ...noEvidence, spoke: true } };
    case "recorded":
      return event.agent === null ? null : { number: event.agent, evidence: { ...noEvidence, spoke: true } };
    case "ended": {
      if (event.number === null) return null;
      const spoke = event.spoken === true || event.direction === "outbound";
      if (!spoke && event.lostAt === null) return null;
      return { number: event.number, evidence: { ...noEvidence, spoke, named: event.lostAt } };
    }
  }
}

/** Returns `known` itself when nothing is new. */
export function addEvidence(known: KindEvidence, seen: KindEvidence): KindEvidence {
  const sum: KindEvidence = {
    spoke: known.spoke || seen.spoke,
    named: strongerName(known.named, seen.named),
    claimedQueue: known.claimedQueue || seen.claimedQueue,
    claimedPhone: known.claimedPhone || seen.claimedPhone,
  };
  const same =
    sum.spoke === known.spoke &&
    sum.named === known.named &&
    sum.claimedQueue === known.claimedQueue &&
    sum.claimedPhone === known.claimedPhone;
  return same ? known : sum;
}

const nameStrength: Record<NumberKind, number> = { ivr: 1, phone: 2, queue: 3 };

function strongerName(a: NumberKind | null, b: NumberKind | null): NumberKind | null {
  if (a === null) return b;
  return b !== null && nameStrength[b] > nameStrength[a] ? b : a;
}
