import { follow, newFollower, startConnection } from "#lib/protocol/follower.ts";
import { heartbeatInterval, type ServerMessage } from "#lib/protocol/messages.ts";
import { type After, afterTimeout } from "./after.ts";
import { type BoardLink, useBoardLink } from "./board-link.ts";
import { type BoardSocket, createDial, type Dial, type LineListener } from "./line.ts";
import { createOutdatedWatch, reloadPage } from "./outdated-page.ts";
import { redialDelay } from "./redial.ts";
import { addClockSample, type ClockSamples, correctOffset } from "./server-clock.ts";
import { browserNow } from "./steady-clock.ts";

/**
 * Keeps this page's board link up to date until the answer is called.
 * @param page.busy whether somebody writes on the page, whom a newer build has to wait for; the wall has nobody
 * @param page.dismissed leads to where one is let in; of the wall, without anything to keep
 * @param page.attend told of each line as it opens
 * @param page.board the one that the page shows as a wall does
 * @param page.build of the page, where it was told: it may be older than the first server it hears
 */
export function connectBoard({
  busy = () => false,
  dismissed = (to) => location.assign(`${to}?next=${encodeURIComponent(location.pathname + location.search)}`),
  attend,
  board,
  build = null,
}: {
  busy?: () => boolean;
  dismissed?: (to: string) => void;
  attend?: ((socket: BoardSocket) => void) | undefined;
  board?: string;
  build?: string | null;
} = {}): () => void {
  const watch = createOutdatedWatch({ build, reload: reloadPage, busy, random: Math.random, after: afterTimeout });
  return keepConnected({
    dial: createDial(undefined, attend, board === undefined ? {} : { board }),
    dismissed,
    update: (change) => useBoardLink.setState(change),
    heard: watch,
    now: browserNow,
    random: Math.random,
    after: afterTimeout,
  });
}

export interface ConnectionParts {
  readonly dial: Dial;
  /** Told where to go by a server that lets this page see nothing any more. By then nothing is dialled again. */
  readonly dismissed: (to: string) => void;
  /** Takes what is known anew, once a message at most. */
  readonly update: (change: Partial<BoardLink>) => void;
  /** Sees every message that could be read. */
  readonly heard: (message: ServerMessage) => void;
  /** This browser's clock, ms. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly after: After;
}

/** ms of silence after which a line counts as lost, though it may look open. */
const silenceLimit = 2.5 * heartbeatInterval;

/** Dials, and dials again, for ever. One line at a time: what an earlier one still had to say is never heard. */
export function keepConnected({ dial, dismissed, update, heard, now, random, after }: ConnectionParts): () => void {
  const reader = createReader({ update, heard, now });
  let failures = 0;
  let end: (() => void) | null = null;

  const connect = () => {
    const startedAt = now();
    let cancelWatch: (() => void) | null = null;
    let heardAt: number | null = null;

    const redial = () => {
      cancelWatch?.();
      update({ phase: "disconnected" });
      // A failed attempt has waited already; those who lose a line that was open all lose it at once, and must scatter.
      const since = heardAt === null ? startedAt : now();
      end = after(Math.max(0, since + redialDelay(failures, random()) - now()), connect);
      failures += 1;
    };
    const watch = (since: number) => {
      cancelWatch = after(since + silenceLimit - now(), () => {
        if (heardAt !== null && heardAt > since) return watch(heardAt);
        line.hangUp();
        redial();
      });
    };
    const listener: LineListener = {
      opened() {
        heardAt = now();
        update({ phase: "connected" });
        watch(heardAt);
      },
      received(kind, content) {
        heardAt = now();
        const { current, ask } = reader.read(kind, content);
        if (current) failures = 0;
        if (ask) line.askForSnapshot();
      },
      lost: redial,
      dismissed(to) {
        end?.();
        dismissed(to);
      },
    };

    reader.start();
    const line = dial(listener);
    end = () => {
      cancelWatch?.();
      line.hangUp();
    };
  };

  update({ phase: "connecting", openedAt: now() });
  connect();
  return () => {
    end?.();
    update({ phase: "disconnected" });
  };
}

/** From messages to the board link. */
function createReader({ update, heard, now }: Pick<ConnectionParts, "update" | "heard" | "now">) {
  let follower = newFollower;
  let samples: ClockSamples = [];
  let clockOffset = 0;

  return {
    /** A line begins, perhaps to another server, whose clock is another. */
    start() {
      follower = startConnection(follower);
      samples = [];
    },
    read(kind: ServerMessage["kind"], content: unknown): { readonly current: boolean; readonly ask: boolean } {
      const step = follow(follower, kind, content);
      follower = step.follower;
      if (step.message !== null) heard(step.message);
      if (step.message?.kind === "heartbeat") {
        samples = addClockSample(samples, Date.parse(step.message.heartbeat.at) - now());
        clockOffset = correctOffset(clockOffset, samples);
      }
      const { replica } = follower;
      if (step.current && replica !== null) {
        const { board, site, lastEventAt } = replica;
        update({ board, site, lastEventAt, since: sinceOf(step.message), lastMessageAt: now(), clockOffset });
      }
      return { current: step.current, ask: step.ask };
    },
  };
}

function sinceOf(message: ServerMessage | null): string | null {
  return message?.kind === "delta" ? (message.delta.since ?? null) : null;
}
