import type { Socket } from "socket.io";
import { type Access, permissionOf } from "#lib/access/access.ts";
import { audienceOf } from "#lib/access/audience.ts";
import { nobody, type Principal } from "#lib/access/principal.ts";
import { saidAccess, toldAccess } from "#lib/access/socket-access.ts";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { type EndedRight, type Gatekeeper, isRightOf } from "#server/access/gatekeeper.ts";
import type { ScreenLine, ScreenPresence } from "#server/access/screen-presence.ts";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { After } from "#server/timers.ts";
import type { Broadcast } from "./broadcast.ts";
import type { LatencyBook } from "./latency-histogram.ts";
import { readLatencies, readStatus } from "./read-status.ts";
import { talkLimit } from "./screen.ts";
import type { ScreenWire } from "./screen-wire.ts";
import type { Wires } from "./wires.ts";

export type ScreenSocket = Socket<ScreenToServer, ServerToScreen>;

/** Lets connections in by the right of who stands behind them, and looks at it anew when a right ends. */
export interface Reception {
  /** Nothing is sent on the connection before it is known whose it is. */
  receive(socket: ScreenSocket): void;
  /** Looks at every right anew: one may have run out in silence. To be called now and then. */
  lookAround(): void;
  /** What was said, since the start, by who may not. */
  forbidden(): number;
  close(): void;
}

export interface ReceptionParts {
  readonly wires: Pick<Wires, "wireOf">;
  readonly broadcast: Broadcast;
  readonly gatekeeper: Gatekeeper;
  readonly presence: ScreenPresence | null;
  readonly latencies: LatencyBook;
  readonly clock: Clock;
  readonly after: After;
  readonly log: Logger;
}

/** Where what comes to the webhook is told. */
export const arrivalsChannel = "arrivals";

// An event without a rule is refused by the compiler.
const said: Readonly<Record<keyof ScreenToServer, Access>> = saidAccess;
const told: Readonly<Record<keyof ServerToScreen, Access>> = toldAccess;

export function createReception(parts: ReceptionParts): Reception {
  const { gatekeeper } = parts;
  const visits = new Set<Visit>();
  let ended = 0;
  let forbidden = 0;

  const unsubscribe = gatekeeper.subscribe((right) => {
    ended += 1;
    for (const visit of visits) if (visit.isBy(right)) visit.look("ended");
  });

  /** What was asked before a right ended may have been answered by it. */
  async function principalOf(socket: ScreenSocket): Promise<Principal> {
    for (;;) {
      const before = ended;
      const principal = await gatekeeper.principalOf(socket.handshake.headers);
      if (before === ended) return principal;
    }
  }

  return {
    receive(socket) {
      const visit = createVisit(socket, {
        ...parts,
        principalOf,
        onForbidden() {
          forbidden += 1;
        },
      });
      visits.add(visit);
      socket.on("disconnect", () => {
        visits.delete(visit);
        visit.end();
      });
      visit.look("new");
    },
    lookAround() {
      for (const visit of visits) visit.look("routine");
    },
    forbidden: () => forbidden,
    close: unsubscribe,
  };
}

/** One connection, from its beginning to its end. */
interface Visit {
  /** Asks who stands behind it, and lets it see what that one may. */
  look(why: "new" | "ended" | "routine"): void;
  isBy(right: EndedRight): boolean;
  end(): void;
}

interface VisitParts extends ReceptionParts {
  principalOf(socket: ScreenSocket): Promise<Principal>;
  onForbidden(): void;
}

function createVisit(socket: ScreenSocket, parts: VisitParts): Visit {
  const wanted = wantedBoard(socket.handshake.auth);
  const wire = parts.wires.wireOf(socket);
  const early: (readonly [name: string, content: unknown])[] = [];
  let principal: Principal = nobody;
  let seat: ReturnType<Broadcast["join"]> | null = null;
  const presence = createPresence(socket, parts);

  const may = (access: Access) => permissionOf(access, principal) === "granted";

  function letSee(next: Principal): void {
    const former = principal;
    principal = next;
    const audience = audienceOf(principal, wanted);
    if (audience === null) {
      dismiss(former);
      return;
    }
    if (seat === null) seat = parts.broadcast.join(wire, audience);
    else seat.move(audience);
    if (!may(told.arrival)) void socket.leave(arrivalsChannel);
    presence.be(screenOf(principal));
    for (const [name, content] of early.splice(0)) hear(name, content);
  }

  function hear(name: string, content: unknown): void {
    if (seat === null) {
      if (early.length < talkLimit) early.push([name, content]);
      return;
    }
    const allowed = isSaid(name) && may(said[name]);
    seat.heard(allowed ? name : "");
    if (allowed) take(name, content);
    else parts.onForbidden();
  }

  function take(name: keyof ScreenToServer, content: unknown): void {
    switch (name) {
      case "resync":
        break;
      case "watch-arrivals":
        tellArrivals(socket, content);
        break;
      case "clock":
        answer(content, parts.clock.now());
        break;
      case "status":
        presence.tell(content);
    }
  }

  function dismiss(former: Principal): void {
    leave();
    socket.emit("dismissed", wanted === null || former.is === "account" ? "/sign-in" : "/tv");
    socket.disconnect(true);
    cutSoon(wire, parts.after);
  }

  function leave(): void {
    seat?.leave();
    seat = null;
    presence.be(null);
  }

  socket.onAny((name: string, content: unknown) => hear(name, content));

  return {
    look(why) {
      parts.principalOf(socket).then(
        (found) => {
          if (socket.connected) letSee(found);
        },
        (err: unknown) => {
          parts.log.error({ err }, "it could not be found out who is at a live link");
          // Where nothing can be looked up, nobody's right can have been ended there either: who is in stays.
          if (why !== "routine") wire.cut();
        },
      );
    },
    isBy: (right) => isRightOf(principal, right),
    end: leave,
  };
}

/** Who asks, once answered, what arrived before, misses nothing: the rest is told. */
function tellArrivals(socket: ScreenSocket, begun: unknown): void {
  void socket.join(arrivalsChannel);
  answer(begun);
}

/** What stands in the place of a content may be what wants an answer. */
function answer(content: unknown, ...values: readonly number[]): void {
  if (typeof content === "function") content(...values);
}

/** Tells whoever keeps the screens that this page is one of them, and has it do what they say. */
function createPresence(socket: ScreenSocket, parts: Pick<ReceptionParts, "presence" | "latencies">) {
  const takeLatencies = parts.latencies.openLine();
  let screen: string | null = null;
  let line: ScreenLine | null = null;
  return {
    /** @param screenId null: of none, or no longer */
    be(screenId: string | null) {
      if (screenId === screen) return;
      line?.leave();
      screen = screenId;
      line = null;
      if (screenId === null) return;
      line = parts.presence?.join(screenId, (command) => socket.emit("command", command)) ?? null;
    },
    tell(content: unknown) {
      const status = readStatus(content);
      if (status !== null) line?.status(status);
      const latencies = readLatencies(content);
      if (latencies !== null) takeLatencies(latencies);
    },
  };
}

/** ms in which a connection takes what it was last sent, and closes. */
const parting = 500;

/** Who takes nothing would otherwise stay. */
function cutSoon(wire: ScreenWire, after: After): void {
  after(parting, () => wire.cut());
}

function screenOf(principal: Principal): string | null {
  return principal.is === "screen" ? principal.screenId : null;
}

function isSaid(name: string): name is keyof ScreenToServer {
  return Object.hasOwn(said, name);
}

/** The board that a page asks for as it connects. */
function wantedBoard({ board }: Readonly<Record<string, unknown>>): string | null {
  return typeof board === "string" && board.length <= 100 ? board : null;
}
