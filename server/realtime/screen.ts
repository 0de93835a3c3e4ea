import { type After, createFrames } from "./frames.ts";
import type { Publisher } from "./publisher.ts";
import type { ScreenWire } from "./screen-wire.ts";

/** One connected screen, as far as it differs from all others. */
export interface Screen {
  /** It sent a message of that name. */
  heard(name: string): void;
  /** To be called after each delta: cuts the screen off when too much waits for it. */
  checkBacklog(): void;
  /** To be called after each heartbeat. */
  beat(): void;
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
 * Greets the screen as every connection begins, with the whole board; the heartbeat behind it tells it the time.
 *
 * @param parts.onFault called once when the screen has been cut off for it
 */
export function createScreen(parts: {
  wire: ScreenWire;
  publisher: Publisher;
  now(): number;
  after: After;
  onFault(fault: Fault): void;
}): Screen {
  const { wire, publisher } = parts;
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
  const snapshots = createFrames({
    run: () => wire.snapshot(publisher.snapshot()),
    length: () => snapshotInterval,
    after: parts.after,
  });

  snapshots.request();
  wire.heartbeat(publisher.heartbeat(parts.now()));

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
    leave: () => snapshots.stop(),
  };
}
