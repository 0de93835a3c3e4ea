import type { BoardState } from "#lib/board/board-state.ts";
import { type DeltaOnWire, type Heartbeat, heartbeatInterval } from "#lib/protocol/messages.ts";
import type { Clock } from "#server/clock.ts";
import { type After, createFrames, every } from "./frames.ts";
import type { Publisher } from "./publisher.ts";
import { createScreen, type Fault, type Screen } from "./screen.ts";
import type { ScreenWire } from "./screen-wire.ts";

/** Where the board comes from. Listeners are told after every change, of events or of time. */
export interface BoardSource {
  state(): BoardState;
  subscribe(listener: () => void): () => void;
}

/** Sends a message to every wire that joined and did not leave, made once for all. */
export interface ToAll {
  delta(content: DeltaOnWire): void;
  heartbeat(content: Heartbeat): void;
}

/** What is sent to the screens, and when, whatever leads to them. */
export interface Broadcast {
  /** From here on the wire must be among all. */
  join(wire: ScreenWire): Pick<Screen, "heard" | "leave">;
  counts(): BroadcastCounts;
  close(): void;
}

/** Since the start, but for `screens`, which are those joined now. */
export interface BroadcastCounts {
  readonly screens: number;
  readonly joined: number;
  readonly deltas: number;
  /** Screens that were cut off, by reason. */
  readonly cutOff: Readonly<Record<Fault, number>>;
}

export function createBroadcast(parts: {
  publisher: Publisher;
  source: BoardSource;
  toAll: ToAll;
  clock: Clock;
  after: After;
}): Broadcast {
  const { publisher, source, toAll, clock, after } = parts;
  const screens = new Set<Screen>();
  const cutOff = { slow: 0, talkative: 0 };
  let joined = 0;
  let sent = 0;

  const deltas = createFrames({
    run: () => {
      const delta = publisher.publish(source.state());
      if (delta === null) return;
      sent += 1;
      toAll.delta(delta);
      for (const screen of screens) screen.checkBacklog();
    },
    length: () => frameLength(screens.size),
    after,
  });
  const unsubscribe = source.subscribe(() => deltas.request());

  const stopBeating = every({
    ms: heartbeatInterval,
    run: () => {
      toAll.heartbeat(publisher.heartbeat(clock.now()));
      for (const screen of screens) screen.beat();
    },
    after,
  });

  const onFault = (fault: Fault) => {
    cutOff[fault] += 1;
  };

  return {
    join(wire) {
      joined += 1;
      const screen = createScreen({ wire, publisher, now: () => clock.now(), after, onFault });
      screens.add(screen);
      return {
        heard: screen.heard,
        leave() {
          screens.delete(screen);
          screen.leave();
        },
      };
    },
    counts: () => ({ screens: screens.size, joined, deltas: sent, cutOff: { ...cutOff } }),
    close() {
      unsubscribe();
      deltas.stop();
      stopBeating();
    },
  };
}

/**
 * ms between two deltas: 16 to 50 (contract). Short, because an event may have to wait for it; longer with more screens,
 * because a delta costs some 16 µs for each of them: a thousand, in the busiest hour, take a third of a core.
 */
function frameLength(screens: number): number {
  return Math.min(50, 16 + screens / 30);
}
