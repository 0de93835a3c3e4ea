import type { ArrivalKey, ArrivalVerdict } from "#lib/protocol/api/connection-answers.ts";
import { plainAddress } from "#server/access/address-ranges.ts";
import type { WebhookKeys } from "#server/access/webhook-keys.ts";
import type { Arrivals } from "./arrivals.ts";
import { keyIn } from "./key-gate.ts";

/** Sees the requests that do not come to the webhook's handler, and notes those that were meant for it. */
export interface Strays {
  /** Of a request whose address nothing is at, or not by this method. @param status null: a page answers */
  unserved(request: Unserved): void;
  /** Of a request that is answered 503 before it is read, for all that waits before it. */
  turnedAway(request: Pick<Unserved, "method" | "path" | "address">): void;
  /** Of bytes that are no HTTP request. */
  unparsed(bytes: Unparsed): void;
}

export interface Unserved {
  readonly method: string;
  readonly path: string;
  readonly query: string | null;
  readonly address: string;
  readonly status: number | null;
}

export interface Unparsed {
  readonly packet: Buffer | undefined;
  readonly address: string;
  readonly status: number;
  readonly reason: string;
}

const WEBHOOK = "/api/webhook/";
/** The first byte of every TLS connection. */
const TLS_HANDSHAKE = 0x16;
const isMeant = /webhook/i;
/** What every request of the GET dialect says first. */
const isEvent = /(?:^|&)event=/i;
const longestPath = 60;

export function createStrays(arrivals: Pick<Arrivals, "note">, keys: Pick<WebhookKeys, "match" | "flawOf">): Strays {
  function keyOf(text: string): Pick<Knocked, "key" | "flaw"> {
    if (text === "") return { key: "none", flaw: null };
    const match = keys.match(text);
    return match === null ? { key: "wrong", flaw: keys.flawOf(text) } : { key: match, flaw: null };
  }

  function note(seen: Knocked & { readonly verdict: ArrivalVerdict; readonly reason: string | null }): void {
    arrivals.note({ ...seen, address: plainAddress(seen.address), events: [], size: null, start: "" });
  }

  return {
    unserved({ method, path, query, address, status }) {
      if (path.startsWith(WEBHOOK)) {
        const told = keyOf(keyIn(path.slice(WEBHOOK.length)));
        note({ method, path: `${WEBHOOK}…`, address, status, ...told, verdict: "wrong-method", reason: null });
      } else if (
        isMeant.test(path) ||
        (query !== null && isEvent.test(query)) ||
        (method === "POST" && status === 405)
      ) {
        const last = path.replace(/\/$/, "").split("/").at(-1) ?? "";
        const told = isMeant.test(last) ? ({ key: "none", flaw: null } as const) : keyOf(keyIn(last));
        note({ method, path: shownPath(path), address, status, ...told, verdict: "misdirected", reason: null });
      }
    },
    turnedAway({ method, path, address }) {
      if (!path.startsWith(WEBHOOK)) return;
      const told = keyOf(keyIn(path.slice(WEBHOOK.length)));
      note({ method, path: `${WEBHOOK}…`, address, status: 503, ...told, verdict: "not-kept", reason: null });
    },
    unparsed({ packet, address, status, reason }) {
      const https = packet?.[0] === TLS_HANDSHAKE;
      const nothing = { method: "", path: "", key: "none", flaw: null } as const;
      note({ ...nothing, address, status, verdict: https ? "https" : "unreadable", reason: https ? null : reason });
    },
  };
}

interface Knocked {
  readonly method: string;
  readonly path: string;
  readonly address: string;
  readonly status: number | null;
  readonly key: ArrivalKey;
  readonly flaw: Parameters<Arrivals["note"]>[0]["flaw"];
}

/** Without anything that may be a key: whatever follows the word, and whatever is no plain word. */
function shownPath(path: string): string {
  const parts = path.slice(0, 1_000).split("/");
  const word = parts.findIndex((part) => isMeant.test(part));
  return parts
    .map((part, index) => ((word !== -1 && index > word) || !/^[a-z-]{0,20}$/i.test(part) ? "…" : part))
    .join("/")
    .slice(0, longestPath);
}
