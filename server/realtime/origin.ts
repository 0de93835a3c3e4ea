/** What a browser says of the page that opens a socket, and of the server it opens it to. */
export interface Handshake {
  readonly origin: string | undefined;
  readonly host: string | undefined;
}

/**
 * Whether a page of that origin may open a socket (S-2): its own server's pages may, and those the operator listed.
 * A WebSocket is not bound by the same-origin policy, so any page in a visitor's browser could otherwise read the
 * board. A missing origin is refused too: every browser sends one.
 *
 * @param listed origins as browsers write them: `https://board.example`
 */
export function isAllowedOrigin({ origin, host }: Handshake, listed: ReadonlySet<string>): boolean {
  if (origin === undefined) return false;
  if (listed.has(origin)) return true;
  const page = URL.parse(origin);
  // An origin is written in one way only; `null`, a path or a list of two is none.
  if (page === null || page.origin !== origin) return false;
  if (page.protocol !== "http:" && page.protocol !== "https:") return false;
  if (host === undefined) return false;
  // The scheme is the page's: a proxy in front may end TLS, and the port it leaves out depends on it.
  return URL.parse(`${page.protocol}//${host}`)?.host === page.host;
}
