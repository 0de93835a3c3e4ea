import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Board } from "#lib/board/board.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { keepConnected } from "#lib/client/connection.ts";
import type { Dial } from "#lib/client/line.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { seededRandom } from "#lib/simulator/random.ts";
import { blindToGaps } from "#lib/testing/blind-to-gaps.ts";
import { type Condition, createLossyLink, type Faults, faultless, type LossyLink } from "#lib/testing/lossy-link.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { type Broadcast, createBroadcast } from "./broadcast.ts";
import { createPublisher } from "./publisher.ts";
import type { ScreenWire } from "./screen-wire.ts";

type Action =
  | { readonly kind: "deliver"; readonly delivery: Delivery }
  | { readonly kind: "pass"; readonly ms: number }
  | { readonly kind: "link"; readonly condition: Condition; readonly faults: Faults }
  | { readonly kind: "cut" }
  | { readonly kind: "restart" };

const deliveries = randomHistory.map((steps) =>
  steps.map((step): Action => ({ kind: "deliver", delivery: step.delivery })),
);

const pass = fc
  .constantFrom(0, 1, 7, 20, 60, 300, 1900, 2100, 6000, 50_000)
  .map((ms): Action => ({ kind: "pass", ms }));

/** What TCP lets happen: connections break, or cannot be made, or the server is another one. */
const honestFault = fc.constantFrom<Action>(
  { kind: "cut" },
  { kind: "restart" },
  { kind: "link", condition: "refusing", faults: faultless },
  { kind: "link", condition: "open", faults: faultless },
);

/** And what it does not. */
const anyFault = fc.oneof(
  honestFault,
  fc.record<Action & { kind: "link" }>({
    kind: fc.constant("link"),
    condition: fc.constantFrom("open", "open", "open", "refusing", "black-hole"),
    faults: fc.record({
      lost: fc.constantFrom(0, 0.1, 0.5),
      doubled: fc.constantFrom(0, 0.3),
      delay: fc.constantFrom(0, 5, 100, 3000),
    }),
  }),
);

function scripts(faults: fc.Arbitrary<Action>): fc.Arbitrary<readonly Action[]> {
  return fc
    .tuple(deliveries, fc.array(fc.tuple(fc.nat(200), fc.oneof(pass, faults)), { maxLength: 60 }))
    .map(([told, others]) => {
      const script = [...told];
      for (const [place, action] of others) script.splice(place % (script.length + 1), 0, action);
      return script;
    });
}

const seed = fc.integer();
const everything = { of: "whole" } as const;

/** What a board says; at which instant it was last said is the one thing a screen need not share. */
function said({ at: _, ...board }: Board): string {
  return JSON.stringify(board);
}

interface Screen {
  readonly link: LossyLink;
  board: Board | null;
  lastEventAt: string | null;
}

/** A server, and screens on links of their own. `distort` stands between a link and its screen. */
function createWorld(parts: { seed: number; screens: number; distort?: (dial: Dial) => Dial }) {
  const { distort = (dial) => dial } = parts;
  const time = createVirtualTime(storyStart);
  const random = seededRandom(parts.seed);
  const listeners = new Set<() => void>();
  const everSaid = new Set<string>();
  let state: BoardState = emptyBoard(defaultSettings, time.now());
  let runs = 0;
  let wires = new Set<ScreenWire & { delta(content: unknown): void }>();
  let broadcast: Broadcast;

  const startServer = () => {
    runs += 1;
    wires = new Set();
    const publisher = createPublisher({
      epoch: `run ${runs}`,
      servedBy: { sample: false, build: "1" },
      state,
      nameOf: (id) => id,
    });
    publisher.serve(everything);
    everSaid.add(said(publisher.snapshot(everything).board));
    broadcast = createBroadcast({
      publisher,
      source: {
        state: () => state,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      },
      toMany: {
        post({ kind, content }) {
          everSaid.add(said(publisher.snapshot(everything).board));
          for (const wire of wires) {
            if (kind === "delta") wire.delta(content);
            else wire.snapshot(content);
          }
        },
        heartbeat(content) {
          for (const wire of wires) wire.heartbeat(content);
        },
      },
      clock: time,
      uptime: () => Math.round(time.now()),
      after: time.after,
    });
  };
  startServer();

  const show = (next: BoardState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const advanceEverySecond = () => {
    show(advance(state, time.now()));
    time.after(1000, advanceEverySecond);
  };
  advanceEverySecond();

  const screens = Array.from({ length: parts.screens }, (): Screen => {
    const link = createLossyLink({
      time,
      random,
      accept(end) {
        const wire = {
          tune: () => undefined,
          snapshot: (content: unknown) => end.send("snapshot", content),
          delta: (content: unknown) => end.send("delta", content),
          heartbeat: (content: unknown) => end.send("heartbeat", content),
          age: () => 0,
          pendingBytes: () => 0,
          cut: end.cut,
        };
        wires.add(wire);
        const ofRun = wires;
        const served = broadcast.join(wire, everything);
        return {
          heard: served.heard,
          leave() {
            ofRun.delete(wire);
            served.leave();
          },
        };
      },
    });
    const screen: Screen = { link, board: null, lastEventAt: null };
    keepConnected({
      dial: distort(link.dial),
      update: (change) => {
        if (change.board) {
          expect(everSaid).toContain(said(change.board));
          expect(change.board.rev).toBeGreaterThanOrEqual(screen.board?.rev ?? 0);
        }
        Object.assign(screen, change);
      },
      heard: () => {},
      dismissed: () => {},
      now: time.now,
      random,
      after: time.after,
    });
    return screen;
  });

  const each = (chosen: readonly LossyLink[], does: (link: LossyLink) => void) => {
    for (const link of chosen) does(link);
  };
  const links = screens.map(({ link }) => link);
  const struck = () => links.filter(() => random() < 0.7);
  const act = (action: Action) => {
    switch (action.kind) {
      case "deliver":
        show(foldEntry(state, { seq: state.rev + 1, at: time.now(), delivery: action.delivery }));
        break;
      case "pass":
        time.pass(action.ms);
        break;
      case "link":
        each(struck(), (link) => link.become(action.condition, action.faults));
        break;
      case "cut":
        each(struck(), (link) => link.cut());
        break;
      case "restart":
        broadcast.close();
        startServer();
        each(links, (link) => link.cut());
    }
  };
  return {
    screens,
    act,
    heal: () => each(links, (link) => link.become("open")),
    pass: time.pass,
    board: () => viewBoard(state),
  };
}

function expectAgreement(world: ReturnType<typeof createWorld>): void {
  for (const { board } of world.screens) {
    expect(board).not.toBeNull();
    if (board !== null) expect(said(board)).toBe(said(world.board()));
  }
}

function agreesAfterAnything(distort?: (dial: Dial) => Dial) {
  return fc.property(seed, fc.integer({ min: 1, max: 3 }), scripts(anyFault), (number, screens, script) => {
    const world = createWorld({ seed: number, screens, ...(distort && { distort }) });
    for (const action of script) world.act(action);
    world.heal();
    world.pass(10_000);
    expectAgreement(world);
  });
}

describe("both halves of the protocol, over a link that fails", () => {
  test("[P1] every screen shows the server's board once its link has healed, never one the server did not have, and never an older one again", () => {
    fc.assert(agreesAfterAnything(), { numRuns: 300 });
  });

  test("[P1] control: a screen that does not look for gaps is caught at it", () => {
    const found = fc.check(agreesAfterAnything(blindToGaps), { numRuns: 300, endOnFailure: true });
    expect(found.failed).toBe(true);
  });

  test("[P2] after lost connections and restarts it takes two seconds at most", () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 3 }), scripts(honestFault), (number, screens, script) => {
        const world = createWorld({ seed: number, screens });
        for (const action of script) world.act(action);
        world.heal();
        world.pass(2000);
        expectAgreement(world);
      }),
      { numRuns: 300 },
    );
  });
});
