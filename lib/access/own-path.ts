const own = "http://own.invalid";

/** The address of a page of this server, as a link may name one to go back to; null: it is none, or leads elsewhere. */
export function ownPath(text: string | null): string | null {
  if (text?.startsWith("/") !== true) return null;
  const url = URL.parse(text, own);
  if (url === null || url.origin !== own) return null;
  const { pathname, search } = url;
  // `/.//elsewhere` is one, too.
  const leadsElsewhere = pathname.startsWith("//");
  const isNoPage = pathname === "/sign-in" || pathname === "/api" || pathname.startsWith("/api/");
  return leadsElsewhere || isNoPage ? null : pathname + search;
}
