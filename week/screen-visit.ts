import type { Audience } from "#lib/access/audience.ts";
import type { BoardLink } from "#lib/client/board-link.ts";
import { keepConnected } from "#lib/client/connection.ts";
import { freshnessOf, nextFreshnessLimit } from "#lib/client/freshness.ts";
import type { Dial } from "#lib/client/line.ts";
import { createSteadyClock } from "#lib/client/steady-clock.ts";
import { createTicker } from "#lib/client/ticker.ts";
import { between, type Random } from "#lib/simulator/random.ts";
import { createLossyLink, type LossyLink, type Served, type ServerEnd } from "#lib/testing/lossy-link.ts";
import type { End } from "./runs.ts";
import type { ServerProcess } from "./server-process.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** A screen that somebody has opened: the client's half, on a link of its own. */
export interface ScreenVisit {
  readonly audience: Audience;
  readonly link: LossyLink;
  shows(): Shown;
  /** The server it is connected to, if that still runs. */
  server(): ServerProcess | null;
  /** Its server is gone. A cut of power tells nobody. */
  serverGone(process: ServerProcess, how: End): void;
  close(): void;
}

/** What the connection has told the page. */
export type Shown = Pick<BoardLink, "board" | "phase" | "lastMessageAt" | "openedAt" | "clockOffset">;

interface VisitParts {
  readonly time: SimulatedTime;
  readonly random: Random;
  readonly audience: Audience;
  /** The server that a load balancer chooses; null: none answers. */
  place(): ServerProcess | null;
  /** Told at every tick of its clock at which its figures pass for live. */
  claims(shown: Shown): void;
  /** Control: what stands between the link and the client. */
  distort(dial: Dial): Dial;
}

/** A connection as the server has it. */
interface Attended extends Served {
  /** Nothing is heard on it any more. */
  giveUp(): void;
}

const nobody: Attended = { heard: () => undefined, leave: () => undefined, giveUp: () => undefined };

/** ms after which a server gives up a connection that answers none of its pings: a black hole tells nobody of its end. */
const PING_PATIENCE = 20_000;

/** ms by which a screen's own clock is wrong at most. */
const WRONG_BY = 90_000;

export function openScreen({ time, random, audience, place, claims, distort }: VisitParts): ScreenVisit {
  const offset = Math.round(between(random, -WRONG_BY, WRONG_BY));
  const now = createSteadyClock({ wall: () => time.now() + offset, monotonic: time.now });
  // Neither the client nor what sends to it makes promises.
  const after = time.calmly;
  let shown: Shown = { board: null, phase: "connecting", openedAt: null, lastMessageAt: null, clockOffset: 0 };
  let server: ServerProcess | null = null;
  let served = nobody;

  function accept(end: ServerEnd): Served {
    served.giveUp();
    server = place();
    served = server === null ? nobody : serve(server, end, audience);
    if (server === null) end.cut();
    return served;
  }

  const link = createLossyLink({ time: { after }, random, accept });
  const hangUp = keepConnected({
    dial: distort(link.dial),
    dismissed: () => undefined,
    update(change) {
      shown = { ...shown, ...change };
    },
    heard: () => undefined,
    ...{ now, random, after },
  });
  const ticker = createTicker({
    now: () => now() + shown.clockOffset,
    alsoAt: (at) => nextFreshnessLimit(shown, at),
    after,
    onWake: () => () => undefined,
  });
  const stopTicking = ticker.subscribe(() => {
    if (freshnessOf(shown, ticker.now()).kind === "live") claims(shown);
  });

  return {
    audience,
    link,
    shows: () => shown,
    server: () => (server?.life.alive() === true ? server : null),
    serverGone(process, how) {
      if (server === process && how !== "power-cut") link.cut();
    },
    close() {
      stopTicking();
      hangUp();
      served.giveUp();
    },
  };
}

function serve(server: ServerProcess, end: ServerEnd, audience: Audience): Attended {
  const { life } = server;
  const wire = {
    // What is sent by a process that ends in this very moment is not sent.
    send: (kind: "snapshot" | "delta" | "heartbeat", content: unknown) => {
      if (life.alive()) end.send(kind, content);
    },
    cut: end.cut,
  };
  const screen = server.connect(wire, audience);
  let isThere = true;
  const leave = () => {
    if (isThere) screen.leave();
    isThere = false;
  };
  return {
    heard: (name) => life.reach(() => screen.heard(name)),
    leave: () => life.reach(leave),
    giveUp: () => void life.timers.after(PING_PATIENCE, leave),
  };
}
