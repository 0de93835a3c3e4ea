import { createContext, useContext } from "react";
import { admins } from "#lib/access/access.ts";
import { accessOfPage } from "#lib/access/page-access.ts";
import { isAllowed, useSession } from "#lib/client/session.ts";
import { type Visitor, visitorOfWho } from "#lib/client/visitor.ts";
import { screenAddresses } from "./office-screen.ts";

/** Whom this browser remembered when the page was asked for. */
export const RememberedVisitor = createContext<Visitor | null>(null);

/** Whether the person here is offered a page, by its path. Until the server has said who it is, who was here last counts. */
export function useOffered(): (path: string) => boolean {
  const { data } = useSession();
  const remembered = useContext(RememberedVisitor);
  const visitor = data === null ? remembered : visitorOfWho(data.who);
  return (path) => visitor !== null && isOffered(path, visitor);
}

function isOffered(path: string, visitor: Visitor): boolean {
  // Where nobody signs in there is nobody to let in.
  if (visitor === "open") return path !== screenAddresses.users && path !== screenAddresses.account;
  // Whoever comes first may see it, and then it is of use to admins alone.
  if (path === screenAddresses.setup) return isAllowed(admins, visitor);
  return isAllowed(accessOfPage(path) ?? [], visitor);
}
