import type { PbxEvent } from "./pbx-event.ts";

/** One HTTP request of the phone system, raw: `body` for POST, `query` (without the `?`) for GET. */
export interface Delivery {
  readonly method: "POST" | "GET";
  readonly contentType: string | null;
  readonly body: string | null;
  readonly query: string | null;
}

export function byPost(body: string, contentType: string | null = "application/json"): Delivery {
  return { method: "POST", contentType, body, query: null };
}

export function byGet(query: string): Delivery {
  return { method: "GET", contentType: null, body: null, query };
}

/** What the parser makes of a delivery: at least one event, or the reason why there is none. */
export type Reading =
  | { readonly understood: true; readonly events: readonly PbxEvent[] }
  | { readonly understood: false; readonly reason: string };
