import { beforeClosing, type Course, type Floor, givesUpWithin, pause } from "./floor.ts";
import { stayInQueue } from "./queue-stay.ts";
import { between, exponential, pick, pickWeighted } from "./random.ts";
import { ringRound } from "./ring-round.ts";
import type { ToldCall } from "./told-call.ts";

/** What happens at the end of a conversation. */
type Turn =
  | { readonly kind: "hang-up" }
  | { readonly kind: "attended"; readonly to: string }
  | { readonly kind: "blind"; readonly to: string }
  | { readonly kind: "blind-to-queue"; readonly to: string };

/** A call is passed on at most so often. */
const mostTransfers = 3;

const turns = [
  { weight: 84, kind: "hang-up" },
  { weight: 7, kind: "attended" },
  { weight: 6, kind: "blind" },
  { weight: 3, kind: "blind-to-queue" },
] as const;

/** A call that `agent` has just taken: conversations and transfers to its end, and the recordings after it. */
export function* converse(floor: Floor, call: ToldCall, answeredBy: string): Course {
  let agent = answeredBy;
  for (;;) {
    yield* pause(floor, beforeClosing(floor, 3 + exponential(floor.random, floor.talkSeconds)));
    const turn = nextTurn(floor, call);
    const next = yield* take(floor, { call, agent, turn });
    if (next === null) break;
    agent = next;
  }
  yield* tellRecordings(floor, call);
}

function nextTurn(floor: Floor, call: ToldCall): Turn {
  const kind = pickWeighted(floor.random, turns)?.kind ?? "hang-up";
  const mayPassOn = call.legs <= mostTransfers && floor.now() < floor.closesAt;
  if (kind === "hang-up" || !mayPassOn) return { kind: "hang-up" };
  if (kind === "blind-to-queue") {
    const others = floor.centre.queues.filter((queue) => queue.number !== call.queue);
    const to = pick(floor.random, others);
    return to === null ? { kind: "hang-up" } : { kind, to: to.number };
  }
  const to = pick(floor.random, floor.staff.free(floor.centre.agents));
  return to === null ? { kind: "hang-up" } : { kind, to };
}

/** The agent who talks after it; null when the call is over. */
function* take(
  floor: Floor,
  talk: { readonly call: ToldCall; readonly agent: string; readonly turn: Turn },
): Course<string | null> {
  const { call, agent, turn } = talk;
  switch (turn.kind) {
    case "hang-up":
      call.hangUp();
      rest(floor, agent);
      return null;
    case "attended":
      return yield* transferAttended(floor, { call, from: agent, to: turn.to });
    case "blind":
      return yield* transferBlindly(floor, { call, from: agent, to: turn.to });
    case "blind-to-queue":
      return yield* transferToQueue(floor, { call, from: agent, to: turn.to });
  }
}

interface Transfer {
  readonly call: ToldCall;
  readonly from: string;
  readonly to: string;
}

/** The feed is silent while the two agents talk; at the join it tells the answer, then the ring, then the end. */
function* transferAttended(floor: Floor, { call, from, to }: Transfer): Course<string> {
  floor.staff.occupy(to);
  yield* pause(floor, between(floor.random, 5, 25));
  call.answer(to, "attended");
  yield* pause(floor, between(floor.random, 0.02, 0.2));
  call.ringAfterAnswer(to);
  yield* pause(floor, between(floor.random, 0.02, 0.3));
  call.handOver();
  rest(floor, from);
  return to;
}

/** The feed never ends the leg of the agent who let go. */
function* transferBlindly(floor: Floor, { call, from, to }: Transfer): Course<string | null> {
  const givesUpAt = givesUpWithin(floor, between(floor.random, 12, 25));
  const end = yield* ringRound(floor, { call, phones: [to], ringSeconds: 60, givesUpAt });
  rest(floor, from);
  if (end.kind !== "answered") {
    call.loseAt(to, "phone");
    return null;
  }
  call.answer(to, "blind");
  return to;
}

function* transferToQueue(floor: Floor, { call, from, to }: Transfer): Course<string | null> {
  const queue = floor.centre.queues.find(({ number }) => number === to);
  if (queue === undefined) throw new Error(`no queue ${to}`);
  rest(floor, from);
  const givesUpAt = givesUpWithin(floor, 20 + exponential(floor.random, 150));
  const end = yield* stayInQueue(floor, { call, queue, givesUpAt, mayOverflow: false });
  if (end.kind !== "answered") {
    call.loseAt(to, "queue");
    return null;
  }
  call.answer(end.agent, "blind");
  return end.agent;
}

/** Wrap-up: the agent's phone stays quiet for a while. */
function rest(floor: Floor, agent: string): void {
  floor.staff.release(agent, between(floor.random, 4, 35));
}

/** Recordings come when the whole call is over, about two seconds later, the last conversation's first. */
function* tellRecordings(floor: Floor, call: ToldCall): Course {
  yield* pause(floor, between(floor.random, 1.2, 3));
  for (let leg = call.legs; leg > 0; leg -= 1) {
    call.tellRecording(leg);
    yield* pause(floor, between(floor.random, 0.1, 0.5));
  }
}
