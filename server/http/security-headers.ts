/** On everything: no other site embeds it, learns where it was, or takes it for another type than it is. */
const always = {
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

/** On every answer that is data. */
export const apiHeaders = {
  ...always,
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

/**
 * On every answer to who came by HTTPS: a browser comes by nothing else for a year. Not for the names below this one,
 * which may be other people's.
 */
export const httpsHeader = ["strict-transport-security", "max-age=31536000"] as const;

/**
 * On every page. `nonce` is new for each: only scripts that carry it run, and those they load. Styles in attributes are
 * allowed, since the wall sets sizes by them; they cannot run anything.
 */
export function pageHeaders(nonce: string): Record<string, string> {
  return {
    ...always,
    "content-security-policy": [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "style-src-attr 'unsafe-inline'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "autoplay=(self), fullscreen=(self)",
  };
}
