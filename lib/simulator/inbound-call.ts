import type { Queue, RingTeam } from "./centre.ts";
import { converse } from "./conversation.ts";
import { beforeClosing, type Course, type Floor, givesUpWithin, pause } from "./floor.ts";
import { stayInQueue } from "./queue-stay.ts";
import { between, chance, exponential, pick, pickWeighted } from "./random.ts";
import { ringRound } from "./ring-round.ts";
import { ToldCall } from "./told-call.ts";

/** Where a caller ends up after the menu. */
type Destination =
  | { readonly weight: number; readonly kind: "queue"; readonly queue: Queue }
  | { readonly weight: number; readonly kind: "team"; readonly team: RingTeam };

/** How a caller's wait ended: the agent who answered, or where the caller was lost. */
type Wait = { readonly agent: string } | { readonly lostAt: string; readonly kind: "ivr" | "queue" | "phone" };

/** One inbound call from its first sign to its last recording. */
export function* inboundCall(floor: Floor, caller: string | null): Course {
  if (caller !== null) floor.onTheLine.add(caller);
  const call = new ToldCall(
    {
      id: floor.nextCallId(),
      direction: "inbound",
      caller,
      did: pick(floor.random, floor.centre.lines),
      recorded: chance(floor.random, 0.85),
      madeByClick: false,
    },
    floor,
  );
  const wait = yield* untilAnswered(floor, call);
  if ("agent" in wait) {
    call.answer(wait.agent, "direct");
    yield* converse(floor, call, wait.agent);
  } else {
    call.loseAt(wait.lostAt, wait.kind);
  }
  if (caller !== null) floor.onTheLine.delete(caller);
  floor.over(call);
}

function* untilAnswered(floor: Floor, call: ToldCall): Course<Wait> {
  const lostInMenu = chance(floor.random, 0.85) ? yield* listenToMenus(floor, call) : null;
  if (lostInMenu !== null) return { lostAt: lostInMenu, kind: "ivr" };
  for (;;) {
    const destination = pickWeighted(floor.random, destinations(floor));
    if (destination !== null) return yield* goTo(floor, call, destination);
    const lostAgain = yield* listenToMenus(floor, call);
    if (lostAgain !== null) return { lostAt: lostAgain, kind: "ivr" };
  }
}

function goTo(floor: Floor, call: ToldCall, destination: Destination): Course<Wait> {
  switch (destination.kind) {
    case "queue":
      return waitInQueues(floor, call, destination.queue);
    case "team":
      return ringTeam(floor, call, destination.team);
  }
}

/** The menu the caller hung up in; null when they chose something. */
function* listenToMenus(floor: Floor, call: ToldCall): Course<string | null> {
  for (const [depth, menu] of floor.centre.menus.entries()) {
    if (depth > 0 && !chance(floor.random, 0.15)) return null;
    call.reachMenu(menu);
    yield* pause(floor, beforeClosing(floor, between(floor.random, 3, 22)));
    if (chance(floor.random, 0.05) || floor.now() >= floor.closesAt) return menu;
  }
  return null;
}

/**
 * Mostly queues; some calls ring a group of phones, some one phone. A group with nobody free is not asked:
 * the feed would show nothing of it. None when there is no queue and every phone is taken.
 */
function destinations(floor: Floor): Destination[] {
  const { queues, groups, agents } = floor.centre;
  const queueShare = queues.reduce((sum, queue) => sum + queue.weight, 0) || 1;
  const direct = pick(floor.random, floor.staff.free(agents));
  const onePhone: RingTeam[] = direct === null ? [] : [{ strategy: "ring-all", members: [direct], ringSeconds: 40 }];
  const teams = [...groups, ...onePhone].filter((team) => floor.staff.free(team.members).length > 0);
  return [
    ...queues.map((queue): Destination => ({ kind: "queue", weight: queue.weight, queue })),
    ...teams.map((team): Destination => ({ kind: "team", weight: (0.15 * queueShare) / teams.length, team })),
  ];
}

function* waitInQueues(floor: Floor, call: ToldCall, first: Queue): Course<Wait> {
  const givesUpAt = givesUpWithin(floor, patience(floor));
  let queue = first;
  for (let hops = 0; ; hops += 1) {
    const end = yield* stayInQueue(floor, { call, queue, givesUpAt, mayOverflow: hops < 2 });
    switch (end.kind) {
      case "answered":
        return { agent: end.agent };
      case "gave-up":
        return { lostAt: queue.number, kind: "queue" };
      case "overflowed": {
        const next = floor.centre.queues.find(({ number }) => number === end.to);
        if (next === undefined) throw new Error(`no queue ${end.to}`);
        queue = next;
      }
    }
  }
}

/** Some hang up as soon as the music begins, most wait for minutes. Seconds. */
function patience(floor: Floor): number {
  return chance(floor.random, 0.04) ? between(floor.random, 1, 5) : 20 + exponential(floor.random, 240);
}

/**
 * Phones without a queue, until one is answered, the caller gives up, or the last of them has rung out.
 * The end names the phone that rang last. At least one of them is free.
 */
function* ringTeam(floor: Floor, call: ToldCall, team: RingTeam): Course<Wait> {
  const givesUpAt = givesUpWithin(
    floor,
    chance(floor.random, 0.2) ? between(floor.random, 3, 8) : between(floor.random, 8, 40),
  );
  const rounds = team.strategy === "hunt" ? team.members.map((member) => [member]) : [team.members];
  let last = "";
  for (const members of rounds) {
    const phones = floor.staff.free(members);
    last = phones.at(-1) ?? last;
    if (phones.length === 0) continue;
    const end = yield* ringRound(floor, { call, phones, ringSeconds: team.ringSeconds, givesUpAt });
    if (end.kind === "answered") return { agent: end.agent };
    if (end.kind === "gave-up") break;
  }
  return { lostAt: last, kind: "phone" };
}
