import { isLoopback } from "#server/config/loopback.ts";

/** Whether a request that names that host is meant for this server. @param host the header; undefined: it names none */
export type HostRule = (host: string | undefined) => boolean;

export const anyHost: HostRule = () => true;

/**
 * For a server that is open to whoever reaches it. A page of any site may have its own name lead to this machine (DNS
 * rebinding), and is then of the same origin as this server as far as its browser can tell.
 */
export const loopbackHosts: HostRule = (host) => {
  if (host === undefined || host === latest) return true;
  const url = URL.parse(`http://${host}`);
  const isKnown = url !== null && url.href === `${url.origin}/` && isLoopback(url.hostname);
  if (isKnown) latest = host;
  return isKnown;
};

/** The last one that was meant for it: who sends on and on sends on under the same name. */
let latest: string | null = null;
