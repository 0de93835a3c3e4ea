import type { IncomingHttpHeaders } from "node:http";

/** What a browser says of the page that asks, and of the server it asks. */
export interface Asker {
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/**
 * Whether a page of that origin may open a socket (S-2) or act: its own server's pages may, and those the operator
 * listed. Neither a WebSocket nor a form's POST is bound by the same-origin policy, so any page in a visitor's browser
 * could otherwise read the board, or act on it. A missing origin is refused too: every browser sends one.
 *
 * @param listed origins as browsers write them: `https://board.example`
 */
export function isAllowedOrigin({ origin, host }: Asker, listed: ReadonlySet<string>): boolean {
  if (origin === undefined) return false;
  if (listed.has(origin)) return true;
  if (host === undefined || !/^https?:/.test(origin)) return false;
  // Read with the page's own scheme: a proxy in front may end TLS, and which port goes without saying depends on it.
  const server = URL.parse(`${origin.slice(0, origin.indexOf(":"))}://${host}`);
  // What is more than a host has no business in that header. And an origin is written in one way only, so that text
  // which is not its own server's origin to the letter is no page's of that server.
  return server !== null && server.href === `${server.origin}/` && server.origin === origin;
}

/**
 * Whether a page that is not this server's has its visitor's browser ask, be it by a link, a picture or a script. Browsers
 * say so of themselves, over HTTPS and on this machine; who says nothing is not one of those, or was not sent by a page.
 */
export function isForeignPage({ "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
  return site === "cross-site" || site === "same-site";
}
