import { IncomingMessage, type Server, STATUS_CODES } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { plainAddress } from "#server/access/address-ranges.ts";
import type { Gatekeeper } from "#server/access/gatekeeper.ts";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";
import type { Logger } from "#server/log.ts";
import { decodeText } from "#server/text-encoding.ts";
import { type Answer, notKept, type ProblemStatus, problem } from "./answer.ts";
import type { Strays } from "./arrivals-strays.ts";
import type { HostRule } from "./known-hosts.ts";
import { endLingering, stopParsing } from "./linger.ts";
import { refusalFor } from "./refusal-for.ts";
import { readTarget } from "./request-target.ts";
import type { FindRoute } from "./route.ts";
import { apiHeaders } from "./security-headers.ts";
import type { Unanswered } from "./unanswered.ts";

/** What `node:http` reports when bytes are no request to it. */
interface UnparsedError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

interface Door {
  readonly findRoute: FindRoute;
  readonly gatekeeper: Gatekeeper;
  readonly isKnownHost: HostRule;
  readonly strays: Strays | undefined;
  readonly unanswered: Pick<Unanswered, "settled">;
  readonly log: Logger;
}

/** Connections on which something was no request: only one answer stands for it and for all that follows. */
const faulty = new WeakSet<Socket>();

/**
 * A GET whose line is whole, with whatever the sender put between path and version. Headers may still be on their way;
 * after a blank line comes nothing, or the first of several requests would be taken twice.
 */
const rawGet = /^GET (\/[^\r\n]*) HTTP\/1\.[01]\r?\n(?:[^\r\n]+\r?\n)*(?:\r?\n|[^\r\n]*)$/;

/** Answers what is no request to `node:http`, each connection once what was read of it before has had its answers. */
export function answerUnparsed(server: Server, door: Door): void {
  server.on("clientError", (error: UnparsedError, socket: Duplex) => {
    answerFault(error, socket, door).catch((err: unknown) => {
      door.log.error({ err }, "a request could not be answered");
      socket.destroy();
    });
  });
  // There are no tunnels; where nobody listens, Node ends the connection before the answers that wait on it.
  server.on("connect", async ({ socket }: IncomingMessage) => {
    socket.on("error", () => socket.destroy());
    await door.unanswered.settled(socket);
    endLingering(socket);
  });
}

/**
 * The feed's GET dialect is documented with blanks and bare letters of any alphabet in its query; some senders send it so,
 * and an event that is refused is gone for ever. So a GET whose only fault is such a query is taken all the same. The
 * connection is closed: nothing after the fault can be trusted.
 */
async function answerFault(error: UnparsedError, socket: Duplex, door: Door): Promise<void> {
  if (!(socket.writable && socket instanceof Socket)) {
    socket.destroy();
    return;
  }
  if (faulty.has(socket)) return;
  faulty.add(socket);
  stopParsing(socket);
  const answer = (await answerRawGet(error, socket, door)) ?? refuse(error, socket, door);
  await door.unanswered.settled(socket);
  // Who leaves is no fault; what fails in the middle cuts the answer off.
  if (socket.writable) await pipeline(textOf(answer), socket).catch(() => socket.destroy());
  endLingering(socket);
}

function refuse({ code, rawPacket }: UnparsedError, socket: Socket, { strays }: Door): Answer {
  const [status, reason] = statusOf(code);
  // A browser opens connections on which it then says nothing.
  if (socket.bytesRead > 0) {
    strays?.unparsed({ packet: rawPacket, address: socket.remoteAddress ?? "", status, reason });
  }
  return problem(status, reason);
}

async function answerRawGet(
  { code, rawPacket }: UnparsedError,
  socket: Socket,
  { findRoute, gatekeeper, isKnownHost }: Door,
): Promise<Answer | null> {
  if (!rawPacket || (code !== "HPE_INVALID_CONSTANT" && code !== "HPE_INVALID_URL")) return null;
  const packet = decodeText(rawPacket, null);
  const url = rawGet.exec(packet)?.[1];
  if (url === undefined || !isKnownHost(hostIn(packet))) return null;
  const { path, query } = readTarget(url);
  const found = findRoute(path);
  const deed = found?.route.methods.GET;
  if (!(found && deed)) return null;
  // Its headers cannot be trusted, so that nobody stands behind it who would have to prove it.
  const principal = await gatekeeper.principalOf({});
  const refusal = refusalFor(deed.access, principal);
  if (refusal) return refusal;
  const message = new IncomingMessage(socket);
  try {
    return await deed.handle({
      rest: found.rest,
      query,
      address: plainAddress(socket.remoteAddress ?? ""),
      principal,
      message,
    });
  } catch (cause) {
    if (cause instanceof ArchiveUnavailable) return notKept(cause.message);
    throw cause;
  }
}

/** undefined: it names none, or has not come as far. */
function hostIn(packet: string): string | undefined {
  return /^host:(.*)$/im.exec(packet)?.[1]?.trim();
}

function statusOf(code: string | undefined): [ProblemStatus, string] {
  switch (code) {
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return [408, "The request did not come to its end in time."];
    case "HPE_HEADER_OVERFLOW":
      return [431, "The request line or the headers are too long."];
    case undefined:
  }
  return [400, "This is not an HTTP request."];
}

/** What is of unknown length goes out in chunks, so that what was cut off in the middle is not taken for whole. */
async function* textOf({ status, headers, body, rest }: Answer): AsyncGenerator<string, void, void> {
  const length =
    rest === undefined ? { "content-length": Buffer.byteLength(body) } : { "transfer-encoding": "chunked" };
  const fields = Object.entries({ ...apiHeaders, ...headers, connection: "close", ...length });
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`);
  yield `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`;
  if (rest === undefined) {
    yield body;
    return;
  }
  yield chunk(body);
  for await (const part of rest) if (part !== "") yield chunk(part);
  yield chunk("");
}

function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}
