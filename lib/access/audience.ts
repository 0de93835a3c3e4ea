import { type BoardSpec, type SiteSettings, wholeBoard } from "#lib/board/site-settings.ts";
import type { Principal } from "./principal.ts";

/**
 * What a connection gets to see of the board. `whole`: everything. `agent`: every call, but whole numbers and names of
 * callers only of the calls and missed callers of one phone and one person. `screen`: what its board is of, masked.
 */
export type Audience =
  | { readonly of: "whole" }
  | { readonly of: "agent"; readonly extension: string | null; readonly accountId: string }
  | { readonly of: "screen"; readonly board: string };

/**
 * @param wanted the board that the page shows as a wall does; a screen has no choice
 * @returns null for who is to see none
 */
export function audienceOf(principal: Principal, wanted: string | null): Audience | null {
  switch (principal.is) {
    case "nobody":
    case "watcher":
      return null;
    case "screen":
      return { of: "screen", board: principal.board };
    case "open":
      return wanted === null ? { of: "whole" } : { of: "screen", board: wanted };
    case "account":
      if (wanted !== null) return { of: "screen", board: wanted };
      return principal.role === "agent"
        ? { of: "agent", extension: principal.extension, accountId: principal.accountId }
        : { of: "whole" };
  }
}

/** The same for two audiences that see the same of every board. */
export function audienceKey(audience: Audience): string {
  switch (audience.of) {
    case "whole":
      return "whole";
    case "agent":
      return `agent ${JSON.stringify([audience.extension, audience.accountId])}`;
    case "screen":
      return `screen ${audience.board}`;
  }
}

/** null: there is none of that id. */
export function boardOf(site: Pick<SiteSettings, "boards">, id: string): BoardSpec | null {
  return site.boards.find((board) => board.id === id) ?? (id === wholeBoard.id ? wholeBoard : null);
}
