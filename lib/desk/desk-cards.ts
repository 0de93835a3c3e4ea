import type { Board, LiveCall } from "#lib/board/board.ts";
import { type RingsFor, ringsFor } from "#lib/wall/ringing.ts";
import { endOfCall } from "./card-end.ts";
import type { DeskCard, EndedPart, LivePart, Sight } from "./desk-card.ts";

export interface Desk {
  /** What rings stands first, then what goes on, then what is over; each of these in the order in which it came. */
  readonly cards: readonly DeskCard[];
  /** Of the last board; null: there was none. */
  readonly rev: number | null;
  /** Of this extension today, on the last board. */
  readonly talkSeconds: number;
}

export const emptyDesk: Desk = { cards: [], rev: null, talkSeconds: 0 };

/** ms for which a card stays after its end. */
export const keptFor = 10_000;

/**
 * The desk after it saw `board`. A live card says nothing but what that board says; without a board there is none.
 * A board that lies before the last one is another server's: what was known of the last one is not carried over.
 * Gives back `desk` itself where nothing changed.
 *
 * @param board null: nothing is known now
 * @param now the server's ms
 */
export function nextDesk(desk: Desk, board: Board | null, extension: string, now: number): Desk {
  if (board === null) return desk.rev === null ? desk : emptyDesk;
  const known = desk.rev !== null && board.rev < desk.rev ? emptyDesk : desk;
  const agent = board.agents.find((one) => one.extension === extension) ?? null;
  const talkSeconds = agent?.talkSeconds ?? 0;
  const talked = known.rev === null ? 0 : talkSeconds - known.talkSeconds;
  const cards = nextCards(known.cards, { board, extension, agent, now, talked });
  const same = cards.length === desk.cards.length && cards.every((card, place) => card === desk.cards[place]);
  if (same && desk.rev === board.rev && desk.talkSeconds === talkSeconds) return desk;
  return { cards: same ? desk.cards : cards, rev: board.rev, talkSeconds };
}

function nextCards(before: readonly DeskCard[], sight: Sight): readonly DeskCard[] {
  const calls = new Map(sight.board.calls.map((call) => [call.id, call]));
  const kept = before.flatMap((card) => {
    const next = nextCard(card, calls.get(card.callId), sight);
    return next === null ? [] : [next];
  });
  const known = new Set(kept.map((card) => card.callId));
  const come = sight.board.calls
    .filter((call) => !known.has(call.id))
    .flatMap((call) => {
      const part = partOf(call, null, sight);
      return part === null ? [] : [cardOf(call, part, null, sight)];
    })
    .sort((a, b) => Date.parse(a.part.since) - Date.parse(b.part.since));
  return [...kept, ...come].sort((a, b) => urgency[a.part.kind] - urgency[b.part.kind]);
}

/** In a narrow window only the first card is sure to be seen. */
const urgency: Readonly<Record<DeskCard["part"]["kind"], number>> = { ringing: 0, talking: 1, dialing: 1, ended: 2 };

function nextCard(card: DeskCard, call: LiveCall | undefined, sight: Sight): DeskCard | null {
  const part = call === undefined ? null : partOf(call, card, sight);
  if (call !== undefined && part !== null) return sameOr(card, cardOf(call, part, card, sight));
  if (card.part.kind !== "ended") {
    return ended(card, { at: sight.now, was: card.part, how: endOfCall(card, card.part, call, sight) });
  }
  if (sight.now >= card.part.at + keptFor) return null;
  // Somebody else may answer while the card of a ring that ran out still stands.
  if (card.part.how.kind !== "rang-out") return card;
  const { was } = card.part;
  return sameOr(card, ended(card, { at: card.part.at, was, how: endOfCall(card, was, call, sight) }));
}

function ended(card: DeskCard, part: Omit<EndedPart, "kind">): DeskCard {
  return { ...card, others: [], part: { kind: "ended", ...part } };
}

/** What the call is to this phone now; null: nothing any more. */
function partOf(call: LiveCall, card: DeskCard | null, { board, extension, agent }: Sight): LivePart | null {
  const claimed = agent?.callId === call.id ? agent : null;
  if (claimed?.state === "talking" || claimed?.state === "dialing") {
    return { kind: claimed.state, since: claimed.since };
  }
  if (!call.ringing.includes(extension)) return null;
  if (claimed?.state === "ringing") return { kind: "ringing", since: claimed.since };
  // The phone is held by another call, so the board does not say since when this one rings.
  const before = card?.part.kind === "ringing" ? card.part.since : null;
  return { kind: "ringing", since: before ?? (call.state === "ringing" ? call.stateSince : board.at) };
}

function cardOf(
  call: LiveCall,
  part: LivePart,
  card: DeskCard | null,
  sight: Sight,
): DeskCard & { readonly part: LivePart } {
  const rings = part.kind === "ringing";
  return {
    callId: call.id,
    startedAt: call.startedAt,
    direction: call.direction,
    caller: call.caller,
    callerName: call.callerName,
    line: card !== null && !rings ? card.line : lineOf(call, part, sight.board),
    waitingSince: call.waitingSince ?? card?.waitingSince ?? null,
    answeredAt: call.answeredAt,
    others: call.ringing.filter((phone) => phone !== sight.extension),
    part,
  };
}

function lineOf(call: LiveCall, part: LivePart, board: Board): RingsFor {
  const names = new Map(board.queues.map((queue) => [queue.queue, queue.name]));
  return ringsFor(part.kind === "ringing" ? call : { ...call, agent: null }, names);
}

/** Whoever compares two desks by reference sees what changed. */
function sameOr(card: DeskCard, next: DeskCard): DeskCard {
  return JSON.stringify(card) === JSON.stringify(next) ? card : next;
}
