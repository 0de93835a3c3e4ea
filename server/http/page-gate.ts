import type { ServerResponse } from "node:http";
import { permissionOf, viewers } from "#lib/access/access.ts";
import { ownPath } from "#lib/access/own-path.ts";
import { accessOfPage, homeOf, isOthersDesk } from "#lib/access/page-access.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { Accounts } from "#server/access/accounts.ts";
import type { Gatekeeper } from "#server/access/gatekeeper.ts";
import type { ServePage } from "./http-server.ts";
import { originForm, readTarget } from "./request-target.ts";
import { apiHeaders } from "./security-headers.ts";

interface PageGateParts {
  readonly gatekeeper: Pick<Gatekeeper, "principalOf">;
  readonly entrance: { readonly accounts: Pick<Accounts, "any"> };
  readonly servePage: ServePage;
}

/** No page has that path, however it is spelled: Next.js says so in the site's own form. */
const noPage = "/404";

/**
 * Judges who may see a page before Next.js hears of it. The path is judged as Next.js would read it; of a path that is
 * no page's, nothing goes on but that there is none. What a browser keeps of a page is nobody else's to see.
 */
export function createPageGate({ gatekeeper, entrance, servePage }: PageGateParts): ServePage {
  return async (message, response) => {
    // A name before it is no page's either: Next.js would lead there.
    const url = originForm(message.url ?? "/");
    Object.assign(message, { url });
    const { path, query } = readTarget(url);
    if (isForAnyone(path)) {
      await servePage(message, response);
      return;
    }
    const page = plainPath(path);
    const principal = await gatekeeper.principalOf(message.headers);
    const elsewhere = await elsewhereFor({ page, query, principal }, entrance.accounts);
    if (elsewhere !== null) {
      redirect(response, elsewhere);
      return;
    }
    if (accessOfPage(page) === null) Object.assign(message, { url: noPage });
    response.setHeader("cache-control", "private, no-store");
    await servePage(message, response);
  };
}

/** What pages are made of, and what browsers ask for by themselves. */
function isForAnyone(path: string): boolean {
  if (path === "/favicon.ico" || path === "/icon.svg") return true;
  // Groups of pages, and pages with a part to fill in, have brackets in their names.
  return /^\/_next\/static\/(?:[\w.~@/()[\]-]|%(?:28|29|5b|5d))+$/i.test(path) && !path.includes("..");
}

/** As Next.js reads it: decoded once, no slash at the end. What climbs is no page's. */
function plainPath(path: string): string {
  const decoded = decodeURIComponent(path)
    .replaceAll("\\", "/")
    .replace(/\/{2,}/g, "/");
  if (/\/\.{1,2}(?:\/|$)/.test(decoded)) return noPage;
  return decoded.length > 1 ? decoded.replace(/\/$/, "") : decoded;
}

interface Visit {
  readonly page: string;
  readonly query: string | null;
  readonly principal: Principal;
}

/** null: the page may be seen. */
async function elsewhereFor(visit: Visit, accounts: Pick<Accounts, "any">): Promise<string | null> {
  const { page, query, principal } = visit;
  const home = homeOf(principal);
  // Where nobody is asked who they are, the wall is at home there.
  if (principal.is === "open") return null;
  if (home === null) return elsewhereForNobody(visit, await accounts.any());
  if (page === "/") return home;
  if (page === "/sign-in") return ownPath(new URLSearchParams(query ?? "").get("next") ?? "") ?? home;
  const permission = permissionOf(accessOfPage(page) ?? viewers, principal);
  if (permission === "granted" && !isOthersDesk(page, principal)) return null;
  return `${home}?denied=${encodeURIComponent(page)}`;
}

function elsewhereForNobody({ page, query }: Visit, setUp: boolean): string | null {
  if (page === "/tv") return null;
  if (!setUp) return page === "/setup" ? null : "/setup";
  if (page === "/sign-in") return null;
  if (page === "/") return "/sign-in";
  if (page === "/wall" || page.startsWith("/wall/")) return "/tv";
  const parameters = new URLSearchParams(query ?? "");
  // Next.js adds it to what it fetches itself; a person comes back to the page.
  parameters.delete("_rsc");
  const wanted = parameters.size > 0 ? `${page}?${parameters}` : page;
  return `/sign-in?next=${encodeURIComponent(wanted)}`;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { ...apiHeaders, location, "content-length": 0 });
  response.end();
}
