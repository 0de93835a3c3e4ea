/** Path and query of a request line, the query as it came. */
export interface RequestTarget {
  readonly path: string;
  /** null where there is no `?`. */
  readonly query: string | null;
}

const origin = /^https?:\/\/[^/?#]*/i;

/** Without the server's name, which some proxies send before it: RFC 9112, 3.2.1 and 3.2.2. */
export function originForm(url: string): string {
  if (url.startsWith("/")) return url;
  const local = url.replace(origin, "");
  return local === "" || local.startsWith("?") ? `/${local}` : local;
}

/**
 * Also takes the absolute form (`GET http://host/path`), and repeated slashes: the address is put together by hand, and
 * an event that is refused is gone for ever.
 */
export function readTarget(url: string): RequestTarget {
  const local = originForm(url);
  const mark = local.indexOf("?");
  const written = mark === -1 ? local : local.slice(0, mark);
  const path = written.includes("//") ? written.replace(/\/{2,}/g, "/") : written;
  return { path, query: mark === -1 ? null : local.slice(mark + 1) };
}
