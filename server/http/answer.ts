import type { OutgoingHttpHeaders } from "node:http";

/** What a route says, before it is written to a socket. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(value) };
}

const titles = {
  400: "Not understood",
  401: "Wrong key",
  404: "Not found",
  405: "Method not allowed",
  408: "Too slow",
  413: "Too large",
  415: "Unsupported encoding",
  429: "Too many wrong keys",
  431: "Headers too large",
  500: "Internal error",
  501: "Not yet possible",
  503: "Not available",
} as const;

export type ProblemStatus = keyof typeof titles;

/** An error as RFC 9457 has it. `detail` is one sentence for the person who reads it. */
export function problem(status: ProblemStatus, detail: string, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
    body: JSON.stringify({ type: "about:blank", title: titles[status], status, detail }),
  };
}
