/** One HTTP request of the phone system, raw: `body` for POST, `query` (without the `?`) for GET. */
export interface Delivery {
  readonly method: "POST" | "GET";
  readonly contentType: string | null;
  readonly body: string | null;
  readonly query: string | null;
}

/** What the parser makes of a delivery: at least one event, or the reason why there is none. */
export type Reading =
  | { readonly understood: true; readonly events: readonly import("./pbx-event.ts").PbxEvent[] }
  | { readonly understood: false; readonly reason: string };
