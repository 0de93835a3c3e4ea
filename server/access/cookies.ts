import type { IncomingHttpHeaders } from "node:http";

export const sessionCookie = "ringside-session";
export const screenCookie = "ringside-screen";

/** A browser takes and sends such a cookie over HTTPS alone, and from no other host. */
const hostPrefix = "__Host-";

/** How long a browser keeps a cookie at most, seconds. */
export const LONGEST_COOKIE_LIFE = 400 * 24 * 3600;

export interface SentCookie {
  readonly name: string;
  readonly value: string;
  /** Seconds; 0 takes the cookie away. */
  readonly maxAge: number;
  /** Whether the request came over HTTPS. */
  readonly secure: boolean;
}

/** A line for `set-cookie`. No script can read the cookie, and no other site's form sends it. */
export function cookieLine({ name, value, maxAge, secure }: SentCookie): string {
  const kept = secure ? `${hostPrefix}${name}=${value}; Secure` : `${name}=${value}`;
  return `${kept}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${maxAge}`;
}

/**
 * The cookie's value; null where there is none.
 *
 * @param secureOnly the server is reached over HTTPS alone: a cookie that a page of plain HTTP could have set is none
 */
export function readCookie({ cookie = "" }: IncomingHttpHeaders, name: string, secureOnly = false): string | null {
  return valueIn(cookie, `${hostPrefix}${name}=`) ?? (secureOnly ? null : valueIn(cookie, `${name}=`));
}

function valueIn(header: string, start: string): string | null {
  const found = header.split(";").find((part) => part.trimStart().startsWith(start));
  return found === undefined ? null : found.trim().slice(start.length);
}
