import type { Audience } from "#lib/access/audience.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { type Heartbeat, heartbeatInterval } from "#lib/protocol/messages.ts";
import type { Clock } from "#server/clock.ts";
import { type After, every } from "#server/timers.ts";
import { createFrames } from "./frames.ts";
import type { Post, Publisher } from "./publisher.ts";
import { createScreen, type Fault, type Screen } from "./screen.ts";
import type { ScreenWire } from "./screen-wire.ts";

/**
 * Where the board comes from. Listeners are told after every change, of events or of time. `since`: when the first of
 * the deliveries it comes of was received, epoch ms; null or not said: it comes of none.
 */
export interface BoardSource {
  state(): BoardState;
  /** False: there may be more to know, and nothing is to be shown as the present. Absent: there never is. */
  current?(): boolean;
  /** ms since it was last seen that there is no more to know. Absent: there never is. */
  unseenFor?(): number;
  subscribe(listener: (state?: BoardState, since?: number | null) => void): () => void;
}

/** Sends a message, made once, to every wire that is tuned to its channel. */
export interface ToMany {
  post(post: Post): void;
  heartbeat(content: Heartbeat): void;
}

/** What is sent to the screens, and when, whatever leads to them. */
export interface Broadcast {
  join(wire: ScreenWire, audience: Audience): Pick<Screen, "heard" | "move" | "leave">;
  counts(): BroadcastCounts;
  close(): void;
}

/** Since the start, but for `screens`, which are those joined now. `deltas`: published changes somebody saw. */
export interface BroadcastCounts {
  readonly screens: number;
  readonly joined: number;
  readonly deltas: number;
  /** Times that a screen found a gap and asked for everything. */
  readonly resyncs: number;
  /** Screens that were cut off, by reason. */
  readonly cutOff: Readonly<Record<Fault, number>>;
}

export function createBroadcast(parts: {
  publisher: Publisher;
  source: BoardSource;
  toMany: ToMany;
  clock: Clock;
  /** Whole ms since the server began, by a clock that nobody sets. */
  uptime(): number;
  after: After;
  /** Called once for each publication that somebody was sent, where it comes of deliveries: seconds since the first of them. */
  onPublished?: (seconds: number) => void;
}): Broadcast {
  const { publisher, source, toMany, clock, uptime, after } = parts;
  const screens = new Set<Screen>();
  const cutOff = { slow: 0, talkative: 0 };
  let joined = 0;
  let sent = 0;
  let resyncs = 0;
  let unsentSince: number | null = null;

  const isCurrent = () => source.current?.() ?? true;
  let withheld = false;

  /** What is sent is as old as the last look whether there is more. */
  const knownAt = () => Math.max(0, uptime() - Math.round(source.unseenFor?.() ?? 0));

  const deltas = createFrames({
    run: () => {
      withheld = !isCurrent();
      if (withheld) return;
      const since = unsentSince;
      const posts = publisher.publish(source.state(), since);
      unsentSince = null;
      if (posts.length === 0) return;
      sent += 1;
      const up = knownAt();
      for (const post of posts) toMany.post(sentAt(post, up));
      if (since !== null) parts.onPublished?.((clock.now() - since) / 1_000);
      for (const screen of screens) screen.checkBacklog();
    },
    length: () => frameLength(screens.size),
    after,
  });
  const unsubscribe = source.subscribe((_state, since = null) => {
    unsentSince ??= since;
    deltas.request();
  });

  const heartbeat = () => ({ ...publisher.heartbeat(clock.now()), up: knownAt(), age: null });
  const beat = () => {
    if (!isCurrent()) return;
    if (withheld) deltas.request();
    toMany.heartbeat(heartbeat());
    for (const screen of screens) screen.beat();
  };
  /** Where nobody listens, nothing beats. */
  let stopBeating: (() => void) | null = null;

  const onFault = (fault: Fault) => {
    cutOff[fault] += 1;
  };

  return {
    join(wire, audience) {
      joined += 1;
      // Else it would be shown what was withheld from nobody, and so is not published yet.
      if (withheld && isCurrent()) deltas.request();
      const screen = createScreen({ wire, audience, publisher, heartbeat, knownAt, after, onFault });
      screens.add(screen);
      stopBeating ??= every({ ms: heartbeatInterval, run: beat, after });
      return {
        heard(name) {
          if (name === "resync") resyncs += 1;
          // It asks again while it has not got what it asks for.
          screen.heard(name === "resync" && !isCurrent() ? "in vain" : name);
        },
        move: screen.move,
        leave() {
          screens.delete(screen);
          screen.leave();
          if (screens.size > 0) return;
          stopBeating?.();
          stopBeating = null;
        },
      };
    },
    counts: () => ({ screens: screens.size, joined, deltas: sent, resyncs, cutOff: { ...cutOff } }),
    close() {
      unsubscribe();
      deltas.stop();
      stopBeating?.();
    },
  };
}

function sentAt(post: Post, up: number): Post {
  if (post.kind === "delta") return { ...post, content: { ...post.content, up } };
  return { ...post, content: { ...post.content, up } };
}

/**
 * ms between two deltas: 16 to 50 (contract). As short as may be, because an event may have to wait for it; longer where
 * there are so many screens that telling them, some 10 µs each, would take more than a third of a core.
 */
function frameLength(screens: number): number {
  return Math.min(50, Math.max(16, screens / 30));
}
