import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { type AddressRanges, createAddressRanges, plainAddress } from "#server/access/address-ranges.ts";

/**
 * Where a request comes from, also behind proxies. Only proxies that the operator named are believed, hop by hop from
 * this server outwards: what anybody else writes into a header is text.
 */
export interface Hops {
  /** Of who asks: the first address, seen from here, that is no believed proxy's. */
  addressOf(message: IncomingMessage): string;
  /** Whether whoever asks spoke HTTPS. */
  isSecure(message: IncomingMessage): boolean;
  /** Scheme and host under which whoever asks knows this server; null where the request names no host. */
  originOf(message: IncomingMessage): string | null;
}

/**
 * @param proxies address ranges whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed
 * @param publicUrl origin under which people reach the server, where the operator gave it
 */
export function createHops(proxies: readonly string[], publicUrl: string | null): Hops {
  const believed = createAddressRanges(proxies);
  const peerOf = (message: IncomingMessage) => plainAddress(message.socket.remoteAddress ?? "");

  const isSecure = (message: IncomingMessage) => {
    if (publicUrl !== null) return publicUrl.startsWith("https:");
    return believed.has(peerOf(message)) && lastOf(message.headers["x-forwarded-proto"]) === "https";
  };

  return {
    addressOf(message) {
      const peer = peerOf(message);
      return believed.has(peer) ? firstStranger(peer, message.headers["x-forwarded-for"], believed) : peer;
    },
    isSecure,
    originOf(message) {
      if (publicUrl !== null) return publicUrl;
      const { host } = message.headers;
      const origin = host === undefined ? null : URL.parse(`${isSecure(message) ? "https" : "http"}://${host}`);
      return origin?.origin ?? null;
    },
  };
}

/** The header's addresses grow towards this server. One that is none ends the walk: what stands before it proves nothing. */
function firstStranger(peer: string, forwarded: string | string[] | undefined, believed: AddressRanges): string {
  let last = peer;
  for (const hop of wordsOf(forwarded).reverse()) {
    const address = plainAddress(withoutPort(hop));
    if (isIP(address) === 0) return last;
    last = address;
    if (!believed.has(address)) return address;
  }
  return last;
}

function withoutPort(hop: string): string {
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(hop)?.[1];
  return bracketed ?? hop.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
}

function lastOf(header: string | string[] | undefined): string | undefined {
  return wordsOf(header).at(-1)?.toLowerCase();
}

function wordsOf(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(",") : (header ?? "");
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
