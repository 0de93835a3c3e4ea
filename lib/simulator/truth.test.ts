import { expect, test } from "vitest";
import type { WholeBoard } from "#lib/board/board.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { callRecords, viewBoard } from "#lib/board/view-board.ts";
import { disagreements } from "#lib/testing/scenario-truth.ts";
import { layOutCentre } from "./centre.ts";
import { dialects, documentedDialects } from "./dialect.ts";
import { type Faults, noFaults } from "./faults.ts";
import { nameOffice } from "./office-names.ts";
import { seededRandom } from "./random.ts";
import { renderDelivery } from "./render-delivery.ts";
import { type FeedItem, type FeedOptions, type Render, simulateFeed, simulateFeedIn } from "./simulate-feed.ts";
import type { CallTruth } from "./truth.ts";

const startAt = Date.UTC(2026, 2, 2, 8);

function office(seed: number, options: Partial<FeedOptions> = {}): FeedOptions {
  return {
    centre: layOutCentre({ queues: 8, agents: 14 }, seededRandom(seed)),
    seed,
    startAt,
    minutes: 3 * 60,
    callsPerHour: 150,
    talkSeconds: 180,
    timeZone: "UTC",
    dialect: "post",
    faults: noFaults,
    ...options,
  };
}

function fold(
  feed: Iterable<FeedItem>,
  more: { readonly settings?: Partial<BoardSettings>; readonly seen?: (state: BoardState) => void } = {},
) {
  const calls: CallTruth[] = [];
  let state = emptyBoard({ ...defaultSettings, ...more.settings }, startAt);
  for (const item of feed) {
    if (item.kind === "over") {
      calls.push(item.call);
      continue;
    }
    state = foldEntry(state, { seq: state.rev + 1, at: item.at, delivery: item.delivery });
    more.seen?.(state);
  }
  return { calls, state, told: { board: viewBoard(state), records: callRecords(state) } };
}

const withFaults = (faults: Partial<Faults>): Faults => ({ ...noFaults, ...faults });

test.each(dialects.map((dialect, place) => [dialect, place + 1] as const))(
  "[S6] three hours in %s, seed %i: every record and every count is the truth",
  (dialect, seed) => {
    const { calls, told } = fold(simulateFeed(office(seed, { dialect })));
    expect(disagreements(calls, told, "exact")).toEqual([]);
  },
);

test.each([
  { queues: 0, agents: 5, callsPerHour: 60 },
  { queues: 1, agents: 3, callsPerHour: 90 },
  { queues: 3, agents: 6, callsPerHour: 200 },
  { queues: 30, agents: 100, callsPerHour: 900 },
])("[S6] an office of $queues queues and $agents agents: the truth", ({ queues, agents, callsPerHour }) => {
  const centre = layOutCentre({ queues, agents }, seededRandom(7));
  const { calls, told } = fold(simulateFeed(office(7, { centre, callsPerHour, minutes: 120 })));
  expect(disagreements(calls, told, "exact")).toEqual([]);
});

test.each(documentedDialects.flatMap((dialect) => [0.3, 1].map((repeat) => [dialect, repeat] as const)))(
  "[S7] in %s with a share of %d repeated: the same truth",
  (dialect, repeat) => {
    const { calls, told } = fold(simulateFeed(office(4, { dialect, faults: withFaults({ repeat }) })));
    expect(disagreements(calls, told, "exact")).toEqual([]);
  },
);

test("[S7] with damaged JSON: the same truth", () => {
  const { calls, told } = fold(simulateFeed(office(5, { faults: withFaults({ damage: 0.5 }) })));
  expect(disagreements(calls, told, "exact")).toEqual([]);
});

test.each(documentedDialects)(
  "[S7] in %s with ids that change on the way: the same truth, and it says so",
  (dialect) => {
    const { calls, told } = fold(simulateFeed(office(6, { dialect, faults: withFaults({ changeId: 0.5 }) })));
    expect(calls.filter(({ record }) => record.linked).length).toBeGreaterThan(100);
    expect(disagreements(calls, told, "exact")).toEqual([]);
  },
);

test('[S7] from a sender that calls every number "other": the same truth, where the directory knows better', () => {
  const options = office(10);
  const render: Render = (event) =>
    renderDelivery(event.kind === "reached" ? { ...event, claim: "ivr" } : event, "get");
  const { calls, told } = fold(simulateFeedIn(render, options), {
    settings: { directory: nameOffice(options.centre) },
  });
  expect(disagreements(calls, told, "exact")).toEqual([]);
});

test.each([{ reorder: 0.3 }, { reorder: 0.5, repeat: 0.3, damage: 0.1 }])(
  "[S7] with %j: the same truth, times aside",
  (faults) => {
    for (const dialect of documentedDialects) {
      const { calls, told } = fold(simulateFeed(office(8, { dialect, faults: withFaults(faults) })));
      expect(disagreements(calls, told, "aside")).toEqual([]);
    }
  },
);

test.each([0.01, 0.05, 0.3])(
  "[S8] with a share of %d lost: every sum holds at every moment, and no call lives on",
  (lose) => {
    const { calls, state } = fold(simulateFeed(office(9, { faults: withFaults({ lose }) })), {
      seen(now) {
        if (now.rev % 50 === 0) expect(brokenSums(viewBoard(now))).toEqual([]);
      },
    });
    const later = viewBoard(advance(state, state.now + 5 * 60 * 60_000));
    expect(brokenSums(later)).toEqual([]);
    expect(later.calls).toEqual([]);
    expect(later.agents.filter(({ state: doing }) => doing !== "idle")).toEqual([]);
    expect(later.today.inbound + later.today.outbound).toBeGreaterThan(calls.length * (1 - lose) * 0.95);
  },
);

test("[S6] the comparison sees a single lost event", () => {
  const feed = [...simulateFeed(office(1, { minutes: 30 }))];
  const answers = feed.filter(
    (item) => item.kind === "delivery" && item.delivery.body?.includes("incomingcall_started"),
  );
  const { calls, told } = fold(feed.filter((item) => item !== answers[3]));
  expect(disagreements(calls, told, "exact")).not.toEqual([]);
  expect(disagreements(calls, told, "aside")).not.toEqual([]);
});

/** The sums that "Counting" promises for every queue and for the day; those that do not hold. */
function brokenSums(board: WholeBoard): string[] {
  const waitingIn = (queue: string): number =>
    board.calls.filter((call) => call.queue === queue && (call.state === "queued" || call.state === "ringing")).length;
  const { inbound, answered, missed, abandonedInIvr, unknown } = board.today;
  const unanswered = board.calls.filter(
    ({ direction, answeredAt, state }) =>
      direction === "inbound" && answeredAt === null && ["ivr", "queued", "ringing"].includes(state),
  );
  const today = answered + missed + abandonedInIvr + unknown + unanswered.length;
  return [
    ...(inbound === today ? [] : [`today: ${inbound} inbound, ${today} accounted for`]),
    ...board.queues.flatMap((queue) => {
      const known = queue.answered + queue.missed + queue.overflowed + queue.unknown + waitingIn(queue.queue);
      return queue.offered === known ? [] : [`${queue.queue}: ${queue.offered} offered, ${known} accounted for`];
    }),
  ];
}
