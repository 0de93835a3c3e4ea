import { type ReactNode, useEffect } from "react";
import { keepCookie } from "#lib/client/cookie.ts";
import { signedInAs } from "#lib/client/identity.ts";
import { leavePage } from "#lib/client/leave-page.ts";
import { onStranger } from "#lib/client/requests.ts";
import { SessionContext, useAskedSession } from "#lib/client/session.ts";
import { visitorCookie, visitorOfWho } from "#lib/client/visitor.ts";
import type { SessionAnswer } from "#lib/protocol/api/access-answers.ts";

/** Knows who sits here, for everything below; leads who may no longer be here to where they are let in. */
export function SessionKeeper({ children }: { children: ReactNode }) {
  const session = useAskedSession();
  const { data } = session;
  useEffect(() => onStranger(() => leavePage("/sign-in")), []);
  useEffect(() => {
    if (data === null) return;
    signedInAs(data.who.is === "account" ? data.who : null);
    keepCookie(visitorCookie, visitorOfWho(data.who));
    const entrance = entranceOf(data);
    if (entrance !== null) leavePage(entrance);
  }, [data]);
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** Where one has to go first; null: nowhere. */
function entranceOf({ who, setUp }: SessionAnswer): string | null {
  switch (who.is) {
    case "nobody":
      return setUp ? "/sign-in" : "/setup";
    case "account":
      return who.mustChangePassword ? "/sign-in" : null;
    case "open":
    case "screen":
      return null;
  }
}
