import type { IncomingMessage, ServerResponse } from "node:http";
import type { BoardState } from "#lib/board/board-state.ts";
import { pageFactsHeader, writePageFacts } from "#lib/screens/page-facts.ts";
import { type WallLook, wallAddress } from "#lib/screens/wall-address.ts";
import { cookieLine, LONGEST_COOKIE_LIFE, readCookie, screenCookie } from "#server/access/cookies.ts";
import type { Gatekeeper } from "#server/access/gatekeeper.ts";
import type { Screens } from "#server/access/screens.ts";
import type { Hops } from "./hops.ts";
import type { Pages } from "./pages.ts";
import { readTarget } from "./request-target.ts";
import { apiHeaders } from "./security-headers.ts";

interface WallPagesParts {
  readonly pages: Pages;
  readonly gatekeeper: Pick<Gatekeeper, "principalOf">;
  readonly screens: Pick<Screens, "get">;
  readonly hops: Pick<Hops, "isSecure">;
  readonly state: () => BoardState;
}

/**
 * Serves pages; to those of walls it tells what boards there are and whether a screen asks. A screen that asks for
 * another wall than its own, or for a code, is sent to its own, and remembers its token for longer with each page.
 */
export function createWallPages({ pages, gatekeeper, screens, hops, state }: WallPagesParts) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    delete request.headers[pageFactsHeader];
    const { path, query } = readTarget(request.url ?? "/");
    if (path !== "/tv" && path !== "/wall" && !path.startsWith("/wall/")) return pages.serve(request, response);
    const principal = await gatekeeper.principalOf(request.headers);
    const screen = principal.is === "screen" ? await screens.get(principal.screenId) : null;
    if (screen !== null) {
      renewCookie(request, response, hops.isSecure(request));
      if (!isOwnWall(path, query, screen.board, screen.look)) {
        response.writeHead(303, { ...apiHeaders, location: wallAddress(screen.board, screen.look) });
        response.end();
        return;
      }
    }
    const boards = state().settings.site.boards.map(({ id, name }) => ({ id, name }));
    request.headers[pageFactsHeader] = writePageFacts({ build: pages.build, screen: screen !== null, boards });
    return pages.serve(request, response);
  };
}

/** Browsers keep a cookie for 400 days; a screen that is looked at keeps it for ever. */
function renewCookie(request: IncomingMessage, response: ServerResponse, secure: boolean): void {
  const value = readCookie(request.headers, screenCookie);
  if (value === null) return;
  const line = cookieLine({ name: screenCookie, value, maxAge: LONGEST_COOKIE_LIFE, secure });
  response.appendHeader("set-cookie", line);
}

/** What the query says besides is the screen's own affair: its reading direction, say. */
function isOwnWall(path: string, query: string | null, board: string, look: WallLook): boolean {
  const own = new URL(wallAddress(board, look), "http://wall");
  const asked = new URLSearchParams(query ?? "");
  return path === own.pathname && ["k", "theme", "sound"].every((key) => asked.get(key) === own.searchParams.get(key));
}
