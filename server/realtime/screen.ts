import { type Audience, audienceKey } from "#lib/access/audience.ts";
import type { Heartbeat } from "#lib/protocol/messages.ts";
import type { After } from "#server/timers.ts";
import { createFrames } from "./frames.ts";
import { channelsOf, everybody, type Publisher } from "./publisher.ts";
import type { ScreenWire } from "./screen-wire.ts";

/** One connected screen, as far as it differs from all others. */
export interface Screen {
  /** It sent a message of that name. */
  heard(name: string): void;
  /** To be called after each delta: cuts the screen off when too much waits for it. */
  checkBacklog(): void;
  /** To be called after each heartbeat. */
  beat(): void;
  /** It is to see otherwise: with a snapshot, at once. */
  move(audience: Audience): void;
  leave(): void;
}

export type Fault = "slow" | "talkative";

/** Bytes that may wait for one screen. */
export const backlogLimit = 1024 * 1024;

/** Messages a screen may send between two heartbeats; it has reason for one at most. */
export const talkLimit = 20;

/** ms between two snapshots one screen gets. */
const snapshotInterval = 1000;

/**
 * Greets the screen as every connection begins, with all it may see of the board; the heartbeat behind it tells it the
 * time.
 *
 * @param parts.onFault called once when the screen has been cut off for it
 */
export function createScreen(parts: {
  wire: ScreenWire;
  audience: Audience;
  publisher: Publisher;
  heartbeat(): Heartbeat;
  /** How long the server was up when it last saw that there is no more to know, whole ms. */
  knownAt(): number;
  after: After;
  onFault(fault: Fault): void;
}): Screen {
  const { wire, publisher } = parts;
  let audience = parts.audience;
  let unserve = publisher.serve(audience);
  let heardLately = 0;
  let faulty = false;

  const cutOff = (fault: Fault) => {
    if (faulty) return;
    faulty = true;
    wire.cut();
    parts.onFault(fault);
  };
  const checkBacklog = () => {
    if (wire.pendingBytes() > backlogLimit) cutOff("slow");
  };
  const sendSnapshot = () => wire.snapshot({ ...publisher.snapshot(audience), up: parts.knownAt() });
  const snapshots = createFrames({
    run: sendSnapshot,
    length: () => snapshotInterval,
    after: parts.after,
  });

  wire.tune([everybody, ...channelsOf(audience)]);
  snapshots.request();
  wire.heartbeat({ ...parts.heartbeat(), age: wire.age() });

  return {
    heard(name) {
      heardLately += 1;
      if (heardLately > talkLimit) cutOff("talkative");
      else if (name === "resync") snapshots.request();
    },
    checkBacklog,
    beat() {
      heardLately = 0;
      checkBacklog();
    },
    move(next) {
      if (audienceKey(next) === audienceKey(audience)) return;
      const unserveFormer = unserve;
      audience = next;
      unserve = publisher.serve(audience);
      unserveFormer();
      wire.tune([everybody, ...channelsOf(audience)]);
      sendSnapshot();
    },
    leave() {
      snapshots.stop();
      unserve();
    },
  };
}
