import { heartbeatInterval, type ServerMessage } from "#lib/protocol/messages.ts";
import { type After, afterTimeout } from "./after.ts";
import { type BoardLink, useBoardLink } from "./board-link.ts";
import { type BoardSocket, createDial, type Dial, type LineListener } from "./line.ts";
import { createLineReader } from "./line-reader.ts";
import { createOutdatedWatch, reloadPage } from "./outdated-page.ts";
import { dialLimit, redialDelay } from "./redial.ts";
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
  const watch = createOutdatedWatch({ build, reload: reloadPage, busy, random: Math.random, now: browserNow });
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

/**
 * ms of silence after which a line counts as lost, though it may look open; and of lateness, where it has been
 * prompt before: what waits on the way is worth less than a new snapshot.
 */
const silenceLimit = 2.5 * heartbeatInterval;

/** How often in a row the patience with a line that says nothing from its opening on is doubled. */
const mostDoublings = 3;

/** Dials, and dials again, for ever. One line at a time: what an earlier one still had to say is never heard. */
export function keepConnected({ dial, dismissed, update, heard, now, random, after }: ConnectionParts): () => void {
  const reader = createLineReader({ update, heard, now, lateLimit: silenceLimit });
  let failures = 0;
  /** Lines that opened and brought no message whole in time: a large board takes long on a narrow one. */
  let mute = 0;
  let end: (() => void) | null = null;

  const connect = () => {
    const startedAt = now();
    let cancelWatch: (() => void) | null = null;
    let openedAt: number | null = null;
    let heardAt: number | null = null;

    const redial = () => {
      cancelWatch?.();
      update({ phase: "disconnected" });
      // A failed attempt has waited already; those who lose a line that was open all lose it at once, and must scatter.
      const since = openedAt === null ? startedAt : now();
      end = after(Math.max(0, since + redialDelay(failures, random()) - now()), connect);
      failures += 1;
    };
    const giveUp = () => {
      line.hangUp();
      redial();
    };
    const watch = (since: number, patience: number) => {
      cancelWatch = after(Math.max(0, since + patience - now()), () => {
        if (heardAt !== null && heardAt > since) return watch(heardAt, silenceLimit);
        if (heardAt === null) mute = Math.min(mute + 1, mostDoublings);
        giveUp();
      });
    };
    const hear = () => {
      const isFirst = heardAt === null;
      heardAt = now();
      if (!isFirst || openedAt === null) return;
      if (heardAt - openedAt < silenceLimit) mute = 0;
      cancelWatch?.();
      watch(heardAt, silenceLimit);
    };
    const listener: LineListener = {
      opened() {
        openedAt = now();
        reader.opened(openedAt);
        update({ phase: "connected" });
        watch(openedAt, silenceLimit * 2 ** mute);
      },
      received(kind, content) {
        hear();
        const { current, ask, late } = reader.read(kind, content);
        if (current) failures = 0;
        if (late) giveUp();
        else if (ask) line.askForSnapshot();
      },
      lost: redial,
      dismissed(to) {
        end?.();
        dismissed(to);
      },
    };

    const line = dial(listener, dialLimit(failures));
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
