import type { IncomingHttpHeaders } from "node:http";
import { nobody, type Principal } from "#lib/access/principal.ts";
import { accountPrincipal, type Standing } from "./account.ts";
import { readCookie, screenCookie, sessionCookie } from "./cookies.ts";
import { AccessUnavailable, type Gatekeeper } from "./gatekeeper.ts";
import type { ScreenTokens } from "./screen-tokens.ts";
import type { Sessions } from "./sessions.ts";

interface ClosedParts {
  readonly sessions: Pick<Sessions, "standingOf" | "subscribe">;
  readonly screens: ScreenTokens;
  /** The server is reached over HTTPS alone. */
  readonly secureOnly: boolean;
}

/** Who must change a password that was handed over is nobody until it is done. */
export function createClosedGatekeeper({ sessions, screens, secureOnly }: ClosedParts): Gatekeeper {
  function ofScreen(headers: IncomingHttpHeaders): Principal | Promise<Principal> {
    const token = readCookie(headers, screenCookie, secureOnly);
    const told = token === null ? null : screens.principalOf(token);
    return told instanceof Promise ? known(told).then(orNobody) : orNobody(told);
  }

  return {
    principalOf(headers) {
      const token = readCookie(headers, sessionCookie, secureOnly);
      if (token === null) return ofScreen(headers);
      const told = sessions.standingOf(token);
      const judge = (standing: Standing | null) => (standing === null ? ofScreen(headers) : entitled(standing));
      return told instanceof Promise ? known(told).then(judge) : judge(told);
    },
    subscribe(listener) {
      const ends = [
        sessions.subscribe(listener),
        screens.subscribe((screenId) => listener({ of: "screen", screenId })),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

async function known<T>(told: Promise<T>): Promise<T> {
  try {
    return await told;
  } catch (cause) {
    throw new AccessUnavailable("It cannot be found out who that is.", { cause });
  }
}

function entitled(standing: Standing): Principal {
  return standing.account.mustChangePassword ? nobody : accountPrincipal(standing);
}

function orNobody(principal: Principal | null): Principal {
  return principal ?? nobody;
}
