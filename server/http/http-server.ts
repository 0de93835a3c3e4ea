import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Gatekeeper } from "#server/access/gatekeeper.ts";
import type { Logger } from "#server/log.ts";
import { type Answer, problem } from "./answer.ts";
import type { Strays } from "./arrivals-strays.ts";
import type { Hops } from "./hops.ts";
import { anyHost, type HostRule } from "./known-hosts.ts";
import { LINGER_MS } from "./linger.ts";
import { isForeignPage } from "./page-origin.ts";
import { refusalFor } from "./refusal-for.ts";
import { readTarget } from "./request-target.ts";
import { createRouter, type Found, isMethod, type Route } from "./route.ts";
import { apiHeaders, httpsHeader } from "./security-headers.ts";
import { boundTurns } from "./turn-bound.ts";
import { createTurnedAwayLog } from "./turned-away-log.ts";
import { type Unanswered, watchUnanswered } from "./unanswered.ts";
import { answerIfUnavailable } from "./unavailable.ts";
import { type UnderWay, watchRequests } from "./under-way.ts";
import { answerUnparsed } from "./unparsed-request.ts";

/** A request line carries a whole delivery in the GET dialect, and 64 KiB is what a delivery may hold. */
const MAX_HEADER_BYTES = 80 * 1024;
/** Longer than the minute for which proxies commonly keep an idle connection to us. */
const KEEP_ALIVE_MS = 65_000;
const LINGER_BYTES = 1024 * 1024;
/** Requests that are read at once: many enough to share a commit, few enough for screens to be told soon. */
const MOST_A_TURN = 2_000;

/** Serves what is no route of ours: pages. Answers GET and HEAD only. */
export type ServePage = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** All in ms: how long a sender may take for its headers, for its whole request, and how often that is looked at. */
export interface Patience {
  readonly headers: number;
  readonly request: number;
  readonly look: number;
}

const defaultPatience: Patience = { headers: 10_000, request: 15_000, look: 2_000 };

export interface HttpServerDeps {
  readonly routes: readonly Route[];
  /** null: there are no pages. */
  readonly servePage: ServePage | null;
  readonly gatekeeper: Gatekeeper;
  readonly hops: Pick<Hops, "addressOf" | "isSecure">;
  readonly isKnownHost?: HostRule;
  readonly strays?: Strays;
  readonly log: Logger;
  readonly patience?: Patience;
}

/**
 * The one door. Nothing reaches pages but GET and HEAD, and no upgrade: who listens for `upgrade` answers all of them,
 * and while nobody does they are closed at once.
 */
export function createHttpServer({
  routes,
  servePage,
  gatekeeper,
  hops,
  isKnownHost = anyHost,
  strays,
  log,
  patience = defaultPatience,
}: HttpServerDeps): Server {
  const findRoute = createRouter(routes);
  const underWay = watchRequests(gatekeeper);
  const unanswered = watchTurnedAway({ hops, log }, strays);

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    if (hops.isSecure(message)) response.setHeader(...httpsHeader);
    // Node drops what it has read behind an upgrade that is not made.
    if (isWebSocket(message)) response.setHeader("connection", "close");
    if (!isKnownHost(message.headers.host)) {
      write(message, response, problem(403, "This server answers to no such name."));
      return;
    }
    const { path, query } = readTarget(message.url ?? "/");
    const found = findRoute(path);
    if (found) {
      const answer = await answerOf(found, query, { message, response }, { gatekeeper, hops, underWay });
      if (answer.status === 405) noteStray(message, path, query, answer);
      write(message, response, answer);
      return;
    }
    const refusal = refuseNonPage(path, message.method, servePage);
    noteStray(message, path, query, refusal);
    if (refusal) write(message, response, refusal);
    else await servePage?.(message, response);
  }

  function noteStray(message: IncomingMessage, path: string, query: string | null, answer: Answer | null): void {
    const { method = "" } = message;
    strays?.unserved({ method, path, query, address: hops.addressOf(message), status: answer?.status ?? null });
  }

  /** Its name: the address itself may hold a key, or somebody's number. */
  function routeOf({ url }: IncomingMessage): string | null {
    return findRoute(readTarget(url ?? "/").path)?.route.name ?? null;
  }

  function fail(err: unknown, message: IncomingMessage, response: ServerResponse): void {
    const unavailable = answerIfUnavailable(err);
    if (unavailable !== null && !response.headersSent) {
      write(message, response, unavailable);
      return;
    }
    const request = randomBytes(6).toString("hex");
    const { method = "" } = message;
    log.error({ err, request, method, route: routeOf(message) }, "a request could not be answered");
    if (response.headersSent) response.destroy();
    else write(message, response, problem(500, `Something went wrong on the server; its log tells of ${request}.`));
  }

  async function serveWhole(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = message;
    try {
      await serve(message, response);
    } catch (err) {
      fail(err, message, response);
    } finally {
      unanswered.release(socket);
    }
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.look,
      keepAliveTimeout: KEEP_ALIVE_MS,
      requireHostHeader: false,
      // Some HTTP clients ask for `h2c` on every plain request: they get an answer in HTTP/1.1 like everybody else. So does
      // who asks for more before the last answer is there, in its turn: an upgrade would come before it.
      shouldUpgradeCallback: (message) => isWebSocket(message) && unanswered.isSettled(message.socket),
    },
    (message, response) => {
      if (unanswered.admit(message, response)) void serveWhole(message, response);
    },
  );
  // A sender that ends its half with its request waits for the answer all the same; Node would end ours before it.
  Object.assign(server, { httpAllowHalfOpen: true });
  boundTurns(server, MOST_A_TURN);
  server.on("close", underWay.close);
  answerUnparsed(server, { findRoute, gatekeeper, isKnownHost, strays, unanswered, log });
  return server;
}

function watchTurnedAway({ hops, log }: Pick<HttpServerDeps, "hops" | "log">, strays: Strays | undefined): Unanswered {
  const logTurnedAway = createTurnedAwayLog(log);
  return watchUnanswered({
    onRequest(message) {
      const { path } = readTarget(message.url ?? "/");
      strays?.turnedAway({ method: message.method ?? "", path, address: hops.addressOf(message) });
    },
    onConnection: (last, requests) => logTurnedAway(hops.addressOf(last), requests),
  });
}

function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === "websocket";
}

async function answerOf(
  { route, rest }: Found,
  query: string | null,
  { message, response }: { readonly message: IncomingMessage; readonly response: ServerResponse },
  { gatekeeper, hops, underWay }: Pick<HttpServerDeps, "gatekeeper" | "hops"> & { readonly underWay: UnderWay },
): Promise<Answer> {
  const deed = isMethod(message.method) ? route.methods[message.method] : undefined;
  if (!deed) return notAllowed(Object.keys(route.methods));
  const told = gatekeeper.principalOf(message.headers);
  const principal = told instanceof Promise ? await told : told;
  const refusal = refusalFor(deed.access, principal);
  if (refusal) return refusal;
  if (deed.access !== "anyone" && isForeignPage(message.headers)) {
    return problem(403, "Pages of another site are told nothing here: open the address by itself.");
  }
  const ended = underWay.watch({ access: deed.access, principal, message, response });
  const answer = await deed.handle({ rest, query, address: hops.addressOf(message), principal, message });
  return ended() ?? answer;
}

function refuseNonPage(path: string, method: string | undefined, servePage: ServePage | null): Answer | null {
  if (path.startsWith("/api/")) return problem(404, "There is nothing at this address.");
  if (method !== "GET" && method !== "HEAD") return notAllowed(["GET", "HEAD"]);
  if (!isReadable(path)) return problem(400, "This is no address: a % in it stands for nothing.");
  return servePage ? null : problem(404, "This server shows no pages.");
}

/** Next.js answers others as if the server were at fault. */
function isReadable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

function notAllowed(methods: readonly string[]): Answer {
  const allow = methods.join(", ");
  return problem(405, `This address takes ${allow}.`, { allow });
}

function write(message: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const { status, headers, body, rest } = answer;
  if (rest !== undefined) {
    response.writeHead(status, { ...apiHeaders, ...headers });
    if (message.method === "HEAD") response.end();
    else writeParts(response, body, rest);
    return;
  }
  const fields = { ...apiHeaders, ...headers, "content-length": Buffer.byteLength(body) };
  if (isStillSending(message)) {
    response.writeHead(status, { ...fields, connection: "close" });
    endAfterLingering(message, response, body);
    return;
  }
  response.writeHead(status, fields);
  response.end(body);
}

/** What fails in the middle cuts the answer off, so that nobody takes it for whole; who leaves is no fault. */
function writeParts(response: ServerResponse, body: string, rest: AsyncIterable<string>): void {
  async function* parts() {
    yield body;
    yield* rest;
  }
  pipeline(parts, response).catch(() => response.destroy());
}

function isStillSending({ complete, headers }: IncomingMessage): boolean {
  if (complete) return false;
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * The sender is still sending what nobody wants. Closing at once would reset the connection, and could take the answer
 * with it; reading on for ever is what the sender may be after. So the answer goes out, and a little more is read.
 */
function endAfterLingering(message: IncomingMessage, response: ServerResponse, body: string): void {
  response.write(body);
  let left = LINGER_BYTES;
  const end = () => {
    clearTimeout(timer);
    message.off("data", count);
    response.end();
  };
  const count = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) end();
  };
  const timer = setTimeout(end, LINGER_MS);
  message.once("close", end);
  message.once("end", end);
  message.on("data", count);
}
