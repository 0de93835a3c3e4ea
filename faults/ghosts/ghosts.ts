import type { LiveCall } from "#lib/board/board.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { busyTalkSeconds } from "#lib/simulator/busy-talk.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { dialects } from "#lib/simulator/dialect.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { between, pick, type Random, seededRandom } from "#lib/simulator/random.ts";
import { simulateFeed } from "#lib/simulator/simulate-feed.ts";
import { brokenSums } from "#lib/testing/broken-sums.ts";
import type { Fault, Outcome } from "../fault.ts";

const LOST = 0.05;
/** Deliveries between two looks at the board. */
const LOOK_EVERY = 40;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export const ghostsFault: Fault = {
  name: "ghosts",
  goals: ["R-13"],
  says: "5 % of a random day's events are lost: no call that is over outlives the limit of where it seems to be, and every count adds up at every moment",
  rounds: 200,
  once: async (seed) => loseEvents(seed, defaultSettings),
  control: {
    says: "limits that never come",
    finds: /is on the board \d+ min after it was over/,
    once: async (seed) => loseEvents(seed, { ...defaultSettings, uncertainAfter: never }),
  },
};

const NEVER = 1_000_000;
const never = { ivr: NEVER, dialing: NEVER, waiting: NEVER, talking: NEVER };

function loseEvents(seed: number, settings: BoardSettings): Outcome {
  const random = seededRandom(seed);
  const { feed, startAt } = randomDay(seed, random);
  const over = new Map<string, number>();
  let state = emptyBoard({ ...settings, timeZone: "Europe/Prague" }, startAt);
  let [events, ghosts] = [0, 0];
  const look = (now: BoardState): string[] => {
    const board = viewBoard(now);
    ghosts += board.calls.filter(({ id }) => over.has(id)).length;
    return [...brokenSums(now), ...board.calls.flatMap((call) => wrongWithGhost(call, now.now, over.get(call.id)))];
  };
  for (const item of feed) {
    if (item.kind === "over") {
      over.set(item.call.record.id, item.at);
      continue;
    }
    events += 1;
    state = foldEntry(state, { seq: state.rev + 1, at: item.at, delivery: item.delivery });
    const broken = events % LOOK_EVERY === 0 ? look(state) : [];
    if (broken.length > 0) return { broken, counts: {} };
  }
  // Nobody calls any more: time alone must take away what is left.
  const quiet = Array.from({ length: 12 }, (_, half) => advance(state, state.now + (half + 1) * 30 * MINUTE));
  const broken = [...quiet.flatMap(look), ...leftIn(quiet.at(-1) ?? state)];
  return { broken, counts: { events, "looks at calls that were over": ghosts } };
}

function randomDay(seed: number, random: Random) {
  const size = {
    queues: Math.round(between(random, 0, 12)),
    agents: Math.round(between(random, 2, 40)),
    callsPerHour: Math.round(between(random, 20, 300)),
  };
  // Also such on which the hour changes, and such that a midnight divides.
  const startAt = Date.UTC(2026, 2, 28, 20) + Math.round(between(random, 0, 24)) * HOUR;
  const feed = simulateFeed({
    ...{ seed, startAt, minutes: Math.round(between(random, 60, 9 * 60)), timeZone: "Europe/Prague" },
    ...{ centre: layOutCentre(size, random), callsPerHour: size.callsPerHour, talkSeconds: busyTalkSeconds(size) },
    ...{ dialect: pick(random, dialects) ?? "post", faults: { ...noFaults, lose: LOST } },
  });
  return { feed, startAt };
}

/** How long a call may seem to be somewhere, without any sign of life: as long as calls.md says, and then 30 min more. */
const limits = {
  ivr: 10 * MINUTE,
  dialing: 10 * MINUTE,
  queued: HOUR,
  ringing: HOUR,
  answered: 4 * HOUR,
  transferred: 4 * HOUR,
} as const satisfies Record<LiveCall["state"], number>;
const CLOSED_AFTER = 30 * MINUTE;
/** For a while after its last sign of life a call is not doubted. */
const SIGN_OF_LIFE = 5 * MINUTE;

/** @param overAt when it was over in truth; undefined: it is alive */
function wrongWithGhost({ id, state, uncertain }: LiveCall, now: number, overAt: number | undefined): string[] {
  if (overAt === undefined) return [];
  const age = now - overAt;
  const limit = Math.max(limits[state], SIGN_OF_LIFE);
  if (age <= limit || (uncertain && age <= limit + CLOSED_AFTER)) return [];
  return [`${id} is on the board ${Math.round(age / MINUTE)} min after it was over, ${state}.`];
}

function leftIn(state: BoardState): string[] {
  const { calls, agents } = viewBoard(state);
  const busy = agents.filter((agent) => agent.state !== "idle");
  return [
    ...(calls.length === 0 ? [] : [`${calls.length} calls are left.`]),
    ...(busy.length === 0 ? [] : [`${busy.length} agents are busy with nobody.`]),
  ];
}
