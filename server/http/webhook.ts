import { hash, timingSafeEqual } from "node:crypto";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import type { Clock } from "#server/clock.ts";
import { type Journal, JournalUnavailable } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import { type Answer, problem } from "./answer.ts";
import { decodeText, readBody } from "./body.ts";
import type { ApiRequest } from "./route.ts";
import { createWrongKeyLimit } from "./wrong-key-limit.ts";

export const DELIVERY_LIMIT = 64 * 1024;
const RETRY_AFTER_SECONDS = 2;

/** Since the start of this process. */
export interface WebhookCounts {
  readonly received: number;
  readonly refused: number;
  readonly unrecognised: number;
  readonly wrongKey: number;
  readonly unsaved: number;
}

export interface Webhook {
  post(request: ApiRequest): Promise<Answer>;
  get(request: ApiRequest): Promise<Answer>;
  counts(): WebhookCounts;
}

/**
 * Takes the phone system's deliveries: store, then forward, then answer. 200 means safe on disk and on the board.
 *
 * The key in the path is the only secret the sender can carry. A wrong one is told nothing else: not whether the rest
 * of the request was any good.
 */
export function createWebhook(deps: {
  readonly key: string;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Logger;
}): Webhook {
  const { journal, log } = deps;
  const keyDigest = digest(deps.key);
  const wrongKeys = createWrongKeyLimit(deps.clock);
  let outage = false;
  const counts = { received: 0, refused: 0, unrecognised: 0, wrongKey: 0, unsaved: 0 };

  function refuseKey({ rest, address }: ApiRequest): Answer | null {
    if (timingSafeEqual(digest(keyOf(rest)), keyDigest)) return null;
    counts.wrongKey += 1;
    const retryAfter = wrongKeys.note(address);
    if (retryAfter === null) return problem(401, "This is not a webhook address of this server.");
    return problem(429, "Too many requests with a wrong key came from this address.", {
      "retry-after": `${retryAfter}`,
    });
  }

  function noteOutage(cause: JournalUnavailable | null): void {
    if (cause && !outage) log.error({ err: cause.cause }, "deliveries cannot be saved, and are answered 503");
    if (!cause && outage) log.info("deliveries are saved again");
    outage = cause !== null;
  }

  async function take(delivery: Delivery): Promise<Answer> {
    const reading = parseDelivery(delivery);
    try {
      const { seq } = await journal.append(delivery, reading.understood ? null : reading.reason);
      noteOutage(null);
      counts.received += 1;
      if (!reading.understood) {
        counts.refused += 1;
        return problem(400, reading.reason);
      }
      if (reading.events.every(({ kind }) => kind === "unrecognised")) counts.unrecognised += 1;
      return accepted(seq);
    } catch (cause) {
      if (!(cause instanceof JournalUnavailable)) throw cause;
      noteOutage(cause);
      counts.unsaved += 1;
      return problem(503, "The delivery could not be saved; it is not on the board.", {
        "retry-after": `${RETRY_AFTER_SECONDS}`,
      });
    }
  }

  return {
    async post(request) {
      const refusal = refuseKey(request);
      if (refusal) return refusal;
      const { message } = request;
      const encoding = message.headers["content-encoding"];
      if (encoding !== undefined && !/^(identity)?$/i.test(encoding.trim())) {
        return problem(415, "Bodies must not be compressed.", { "accept-encoding": "identity" });
      }
      const body = await readBody(message, DELIVERY_LIMIT);
      switch (body.is) {
        case "too-large":
          return problem(413, `A delivery holds at most ${DELIVERY_LIMIT} bytes.`);
        case "cut-off":
          return problem(400, "The body did not come to its end.");
        case "complete": {
          const contentType = message.headers["content-type"] ?? null;
          return take({
            method: "POST",
            contentType,
            body: decodeText(body.bytes, contentType),
            query: request.query,
          });
        }
      }
    },
    async get(request) {
      const refusal = refuseKey(request);
      if (refusal) return refusal;
      const query = request.query ?? "";
      if (query.length > DELIVERY_LIMIT) return problem(413, `A delivery holds at most ${DELIVERY_LIMIT} bytes.`);
      return take({ method: "GET", contentType: null, body: null, query });
    },
    counts: () => ({ ...counts }),
  };
}

/** The one answer that is worth writing by hand: every event of the day gets it. */
function accepted(rev: number): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: `{"ok":true,"rev":${rev}}`,
  };
}

function digest(key: string): Buffer {
  return hash("sha256", key, "buffer");
}

/** Operators add a slash at the end; senders escape what need not be escaped. */
function keyOf(rest: string): string {
  const bare = rest.endsWith("/") ? rest.slice(0, -1) : rest;
  if (!bare.includes("%")) return bare;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
