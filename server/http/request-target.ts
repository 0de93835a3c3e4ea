/** Path and query of a request line, the query as it came. */
export interface RequestTarget {
  readonly path: string;
  /** null where there is no `?`. */
  readonly query: string | null;
}

const origin = /^https?:\/\/[^/?#]*/i;

/**
 * Also takes the absolute form (`GET http://host/path`) that some proxies send, and repeated slashes: the address
 * is put together by hand, and an event that is refused is gone for ever.
 */
export function readTarget(url: string): RequestTarget {
  const local = url.startsWith("/") ? url : url.replace(origin, "");
  const mark = local.indexOf("?");
  const written = mark === -1 ? local : local.slice(0, mark);
  const path = written.includes("//") ? written.replace(/\/{2,}/g, "/") : written;
  return { path: path || "/", query: mark === -1 ? null : local.slice(mark + 1) };
}
