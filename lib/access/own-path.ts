/** Of no server that there is: what still lies on it after reading is a path, and no other address. */
const anywhere = "http://own.invalid";

/** A path of this server, with its query, that a person may be sent on to; null: it leads elsewhere. */
export function ownPath(text: string): string | null {
  // Browsers take a backslash for a slash, and leave line breaks out.
  if (!text.startsWith("/") || /[\\\p{Cc}]/u.test(text)) return null;
  const url = URL.parse(text, anywhere);
  if (url === null || url.origin !== anywhere || url.pathname.startsWith("//")) return null;
  // The sign-in itself would send on to itself.
  return /^\/(?:api|sign-in)(?:\/|$)/.test(url.pathname) ? null : `${url.pathname}${url.search}`;
}
