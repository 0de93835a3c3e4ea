/**
 * What may be wrong between two ends of TCP. All but the last are what TCP itself lets happen: bytes come late, slowly or
 * not at all, in order and none missing.
 * - `latency`: every byte takes `ms`, and up to `jitter` ms more.
 * - `down`: every connection breaks, and so does each new one.
 * - `bandwidth`: each direction of each connection carries that much.
 * - `slow-close`: the server's end of every connection is gone at once; the other end learns of it `ms` later.
 * - `black-hole`: connections are accepted and stay open, and nothing comes through.
 * - `reset`: every open connection is reset, once; new ones are sound.
 * - `slicer`: bytes come in pieces of that many, `pause` ms apart.
 * - `limit`: a connection breaks once the server has sent that many bytes on it.
 * - `message-loss`: that share of the WebSocket messages is left out, and nobody is told: a broken box on the way.
 */
export type NetworkFault =
  | { readonly is: "latency"; readonly ms: number; readonly jitter: number }
  | { readonly is: "down" }
  | { readonly is: "bandwidth"; readonly bytesPerSecond: number }
  | { readonly is: "slow-close"; readonly ms: number }
  | { readonly is: "black-hole" }
  | { readonly is: "reset" }
  | { readonly is: "slicer"; readonly bytes: number; readonly pause: number }
  | { readonly is: "limit"; readonly bytes: number }
  | { readonly is: "message-loss"; readonly share: number };

export type NetworkCondition = { readonly is: "sound" } | NetworkFault;

export const sound: NetworkCondition = { is: "sound" };
