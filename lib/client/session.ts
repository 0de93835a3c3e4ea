import { createContext, useCallback, useContext } from "react";
import type { Access } from "#lib/access/access.ts";
import { accessOfPage } from "#lib/access/page-access.ts";
import type { Actor } from "#lib/access/role.ts";
import { type SessionAnswer, sessionAnswer, type Who } from "#lib/protocol/api/access-answers.ts";
import { type Answer, useAnswer } from "./answers.ts";
import { useBoardLink } from "./board-link.ts";

/** Who sits here as the server knows it, and what is decided for the whole site. */
export type Session = Answer<SessionAnswer> & {
  /** null until it is known, and where nobody is signed in. */
  readonly actor: Actor | null;
  /** Whether something is to be offered here; false until it is known. The server judges by the same rules. */
  readonly may: (access: Access) => boolean;
  /** The same of a page, by its path. */
  readonly maySee: (path: string) => boolean;
};

const unasked: Session = {
  state: "loading",
  data: null,
  refreshing: false,
  answeredAt: null,
  askAgain: () => undefined,
  actor: null,
  may: () => false,
  maySee: () => false,
};

/** What `useSession` tells everything below; given by the providers around the screens. */
export const SessionContext = createContext<Session>(unasked);

export function useSession(): Session {
  return useContext(SessionContext);
}

/** Asks. Once more when a setting changed, when the page is looked at again, and when the line to the board is back. */
export function useAskedSession(): Session {
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const answer = useAnswer("/api/session", sessionAnswer, { refreshWhen: settingsRev });
  const who = answer.data?.who ?? null;
  const actor = who === null ? null : actorOfWho(who);
  const may = useCallback((access: Access) => isAllowed(access, actor), [actor]);
  const maySee = useCallback((path: string) => isAllowed(accessOfPage(path) ?? [], actor), [actor]);
  return { ...answer, actor, may, maySee };
}

function actorOfWho(who: Who): Actor | null {
  switch (who.is) {
    case "nobody":
      return null;
    case "open":
      return "admin";
    case "account":
      return who.role;
    case "screen":
      return "screen";
  }
}

export function isAllowed(access: Access, actor: Actor | null): boolean {
  return access === "anyone" || (actor !== null && access.includes(actor));
}
