import type { IncomingHttpHeaders } from "node:http";

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

/** What a file of the build is; everything else is a page, data, or says why there is neither. */
export type Kind = "page" | "data" | "file";

/** What an answer's headers lack, or say too much. */
export function headerFaults(kind: Kind, { status, headers }: Answered): string[] {
  const { location, server } = headers;
  const policy = String(headers["content-security-policy"] ?? "");
  const directive = (name: string) => new RegExp(`(?:^|; *)${name} ([^;]*)`).exec(policy)?.[1] ?? "";
  const scripts = directive("script-src") || directive("default-src");
  const kept = String(headers["cache-control"] ?? "");
  const wanted: readonly (readonly [boolean, string])[] = [
    [scripts !== "" && !/unsafe|\*|https?:|data:|blob:/.test(scripts), `scripts may come from "${scripts}"`],
    [directive("frame-ancestors") === "'none'", "it may be framed"],
    [directive("default-src") === "'none'" || directive("object-src") === "'none'", "it may embed objects"],
    [directive("default-src") === "'none'" || directive("base-uri") === "'none'", "its addresses can be bent"],
    [headers["x-content-type-options"] === "nosniff", "its type may be guessed"],
    [headers["referrer-policy"] === "no-referrer", "its address is passed on"],
    [headers["cross-origin-resource-policy"] === "same-origin", "another site may embed it"],
    [kind === "file" || /\bno-store\b/.test(kept), `it may be kept: "${kept}"`],
    [headers["x-powered-by"] === undefined && server === undefined, "it says what serves it"],
    [headers["access-control-allow-origin"] === undefined, "another origin may read it"],
    [status < 300 || status >= 400 || status === 304 || isOwn(location), `it leads to ${location}`],
    ...(headers["set-cookie"] ?? []).map((line) => [isTightCookie(line), `the cookie "${line}" is loose`] as const),
  ];
  return wanted.flatMap(([met, fault]) => (met ? [] : [fault]));
}

const isOwn = (location: string | undefined) => /^\/(?!\/)/.test(location ?? "");

function isTightCookie(line: string): boolean {
  const attributes = line.split("; ").slice(1);
  const tight = ["HttpOnly", "SameSite=Lax", "Path=/"].every((one) => attributes.includes(one));
  const named = line.startsWith("__Host-") === attributes.includes("Secure");
  return tight && named && !attributes.some((one) => one.startsWith("Domain="));
}
