import type { Reply } from "./sender.ts";

/** What became of the deliveries so far: sent = accepted + refused + unanswered + those under way. */
export interface SendCounts {
  readonly sent: number;
  readonly accepted: number;
  /** How often each status other than 2xx came. */
  readonly refused: ReadonlyMap<number, number>;
  readonly unanswered: number;
}

export const nothingSent: SendCounts = { sent: 0, accepted: 0, refused: new Map(), unanswered: 0 };

export function countSent(counts: SendCounts): SendCounts {
  return { ...counts, sent: counts.sent + 1 };
}

export function countReply(counts: SendCounts, reply: Reply): SendCounts {
  if (reply.kind === "unanswered") return { ...counts, unanswered: counts.unanswered + 1 };
  if (isAccepted(reply)) return { ...counts, accepted: counts.accepted + 1 };
  const refused = new Map(counts.refused).set(reply.status, (counts.refused.get(reply.status) ?? 0) + 1);
  return { ...counts, refused };
}

export function isAccepted(reply: Reply): boolean {
  return reply.kind === "answered" && reply.status >= 200 && reply.status < 300;
}

/** `312 sent, 310 accepted, 2 refused (400: 2), 0 without an answer` */
export function describeCounts(counts: SendCounts): string {
  const byStatus = [...counts.refused].sort(([left], [right]) => left - right);
  const refused = byStatus.reduce((sum, [, times]) => sum + times, 0);
  const statuses = byStatus.map(([status, times]) => `${status}: ${times}`).join(", ");
  return [
    `${counts.sent} sent`,
    `${counts.accepted} accepted`,
    refused === 0 ? "0 refused" : `${refused} refused (${statuses})`,
    `${counts.unanswered} without an answer`,
  ].join(", ");
}
