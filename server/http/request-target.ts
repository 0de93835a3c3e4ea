/** Path and query of a request line, the query as it came. */
export interface RequestTarget {
  readonly path: string;
  /** null where there is no `?`. */
  readonly query: string | null;
}

const origin = /^https?:\/\/[^/?#]*/i;

/** Also takes the absolute form (`GET http://host/path`) that some proxies send. */
export function readTarget(url: string): RequestTarget {
  const local = url.startsWith("/") ? url : url.replace(origin, "");
  const mark = local.indexOf("?");
  if (mark === -1) return { path: local === "" ? "/" : local, query: null };
  return { path: local.slice(0, mark) || "/", query: local.slice(mark + 1) };
}
