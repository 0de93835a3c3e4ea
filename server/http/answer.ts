import type { OutgoingHttpHeaders } from "node:http";

/** What a route says, before it is written to a socket. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
  /** What follows the body, as fast as the client takes it; nothing is asked for once the client has left. */
  readonly rest?: AsyncIterable<string>;
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { "content-type": "application/json; charset=utf-8" }, body: JSON.stringify(value) };
}

/** A table for a spreadsheet, kept under the given name. */
export function csvAnswer(fileName: string, text: string): Answer {
  return {
    status: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
    },
    body: text,
  };
}

const titles = {
  400: "Not understood",
  401: "Not let in",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  408: "Too slow",
  409: "Somebody was first",
  413: "Too large",
  415: "Unsupported form",
  429: "Too many tries",
  431: "Headers too large",
  500: "Internal error",
  503: "Not available",
} as const;

export type ProblemStatus = keyof typeof titles;

const RETRY_AFTER_SECONDS = 2;

/** What came could not be kept: whoever sent it must send it again. */
export function notKept(detail: string): Answer {
  return problem(503, detail, { "retry-after": `${RETRY_AFTER_SECONDS}` });
}

/** An error as RFC 9457 has it. `detail` is one sentence for the person who reads it. */
export function problem(status: ProblemStatus, detail: string, headers: OutgoingHttpHeaders = {}): Answer {
  return {
    status,
    headers: { ...headers, "content-type": "application/problem+json" },
    body: JSON.stringify({ type: "about:blank", title: titles[status], status, detail }),
  };
}
