import type { IncomingMessage } from "node:http";
import type { Standing } from "#server/access/account.ts";
import { cookieLine, LONGEST_COOKIE_LIFE, readCookie, sessionCookie } from "#server/access/cookies.ts";
import type { Sessions } from "#server/access/sessions.ts";
import type { Hops } from "./hops.ts";

/** The cookie that stands for a session, between browser and server. */
export interface SessionCookie {
  /** A line for `set-cookie`: how long the session lives is the server's to say, and grows with its use. */
  given(message: IncomingMessage, token: string): string;
  takenAway(message: IncomingMessage): string;
  /** Whoever must change their password counts too. */
  standingOf(message: IncomingMessage): Promise<(Standing & { readonly token: string }) | null>;
}

/** @param secureOnly the server is reached over HTTPS alone */
export function createSessionCookie(sessions: Sessions, hops: Hops, secureOnly: boolean): SessionCookie {
  const line = (message: IncomingMessage, value: string, maxAge: number) =>
    cookieLine({ name: sessionCookie, value, maxAge, secure: hops.isSecure(message) });
  return {
    given: (message, token) => line(message, token, LONGEST_COOKIE_LIFE),
    takenAway: (message) => line(message, "", 0),
    async standingOf({ headers }) {
      const token = readCookie(headers, sessionCookie, secureOnly);
      const standing = token === null ? null : await sessions.standingOf(token);
      return token === null || standing === null ? null : { ...standing, token };
    },
  };
}
