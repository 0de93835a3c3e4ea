import http from "node:http";
import https from "node:https";
import type { Delivery } from "#lib/pbx/delivery.ts";

/** What a server said to one delivery, or why nobody could say anything. */
export type Reply =
  | { readonly kind: "answered"; readonly status: number; readonly reason: string | null }
  | { readonly kind: "unanswered"; readonly reason: string };

/** Speaks to one server as the phone system does: one request a delivery, nothing but the address to go by. */
export interface Sender {
  send(delivery: Delivery): Promise<Reply>;
  close(): void;
}

/** The answer's reason is read to this length; the rest is let go. */
const longestAnswer = 16 * 1024;

/** @param connections kept open at once, at most */
export function createSender(to: {
  readonly url: URL;
  readonly connections: number;
  readonly timeoutMs: number;
}): Sender {
  const client = to.url.protocol === "https:" ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: to.connections });
  return {
    send: (delivery) =>
      new Promise((resolve) => {
        const request = client.request(
          addressOf(to.url, delivery),
          { agent, method: delivery.method, headers: headersOf(delivery), timeout: to.timeoutMs },
          (response) => {
            readReason(response).then(
              (reason) => resolve({ kind: "answered", status: response.statusCode ?? 0, reason }),
              (cause: unknown) => resolve({ kind: "unanswered", reason: sentenceOf(cause) }),
            );
          },
        );
        request.on("timeout", () => request.destroy(new Error(`no answer within ${to.timeoutMs / 1000} s`)));
        request.on("error", (cause) => resolve({ kind: "unanswered", reason: sentenceOf(cause) }));
        request.end(delivery.body ?? undefined);
      }),
    close: () => agent.destroy(),
  };
}

/** A GET delivery is the address's own query with the event behind it. */
function addressOf(base: URL, delivery: Delivery): URL {
  if (delivery.query === null) return base;
  const url = new URL(base);
  url.search = url.search === "" ? delivery.query : `${url.search}&${delivery.query}`;
  return url;
}

function headersOf(delivery: Delivery): http.OutgoingHttpHeaders {
  if (delivery.body === null) return {};
  return {
    ...(delivery.contentType === null ? {} : { "content-type": delivery.contentType }),
    "content-length": Buffer.byteLength(delivery.body),
  };
}

/** The `detail` of a problem, else its `title`, else nothing. */
async function readReason(response: http.IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (length < longestAnswer) chunks.push(chunk);
    length += chunk.length;
  }
  if ((response.statusCode ?? 0) < 300) return null;
  return problemIn(Buffer.concat(chunks).toString("utf8"));
}

function problemIn(text: string): string | null {
  try {
    const problem: unknown = JSON.parse(text);
    if (typeof problem !== "object" || problem === null) return null;
    const said = "detail" in problem ? problem.detail : "title" in problem ? problem.title : null;
    return typeof said === "string" ? said.replace(/\p{Cc}/gu, " ").slice(0, 200) : null;
  } catch {
    return null;
  }
}

/** Node gives a refused connection no message of its own when it tried several addresses. */
function sentenceOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : null;
  return cause.message === "" ? (code ?? cause.name) : cause.message;
}
