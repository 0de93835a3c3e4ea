import type { IncomingMessage } from "node:http";
import { type PairingAnswer, pairingRequest } from "#lib/protocol/api/screens-answers.ts";
import { wallAddress } from "#lib/screens/wall-address.ts";
import { cookieLine, LONGEST_COOKIE_LIFE, readCookie, screenCookie } from "#server/access/cookies.ts";
import { CODE_LIFE_MS, type PairingDesk } from "#server/access/pairing-desk.ts";
import type { Screens } from "#server/access/screens.ts";
import type { Clock } from "#server/clock.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import type { Hops } from "./hops.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";
import { createWrongKeyLimit } from "./wrong-key-limit.ts";

interface PairingParts {
  readonly acting: Acting;
  readonly desk: PairingDesk;
  readonly screens: Screens;
  readonly hops: Pick<Hops, "isSecure" | "originOf">;
  readonly clock: Clock;
}

/** Proves that a browser is the one that shows a code. */
const pairingCookie = "ringside-pairing";

/** How a TV becomes a screen. */
export function pairingRoutes({ acting, desk, screens, hops, clock }: PairingParts): readonly Route[] {
  const codes = createWrongKeyLimit(clock);
  const wrongTokens = createWrongKeyLimit(clock);

  const cookie = (message: IncomingMessage, name: string, value: string, maxAge: number) =>
    cookieLine({ name, value, maxAge, secure: hops.isSecure(message) });
  /** Of a browser on HTTPS, what a page of plain HTTP could have set is none: it might be somebody else's code. */
  const ownCode = (message: IncomingMessage) => readCookie(message.headers, pairingCookie, hops.isSecure(message));
  const noScreen = (message: IncomingMessage) => cookie(message, screenCookie, "", 0);

  /** It has the token from now on, and longer with each time it comes. */
  async function welcome(message: IncomingMessage, token: string): Promise<Answer | null> {
    const principal = await screens.principalOf(token);
    const screen = principal?.is === "screen" ? await screens.get(principal.screenId) : null;
    if (screen === null) return null;
    return told({ state: "screen", wall: wallAddress(screen.board, screen.look) }, [
      cookie(message, screenCookie, token, LONGEST_COOKIE_LIFE),
      cookie(message, pairingCookie, "", 0),
    ]);
  }

  function pending(message: IncomingMessage, code: string, expiresAt: number, cookies: readonly string[]): Answer {
    const origin = hops.originOf(message);
    const expiresIn = Math.max(0, Math.floor((expiresAt - clock.now()) / 1_000));
    const approveAt = origin === null ? null : `${origin}/admin/screens?code=${code}`;
    return told({ state: "pending", code, expiresIn, approveAt }, cookies);
  }

  async function look({ message }: ApiRequest): Promise<Answer> {
    const token = readCookie(message.headers, screenCookie);
    const welcomed = token === null ? null : await welcome(message, token);
    if (welcomed) return welcomed;
    const state = await desk.look(ownCode(message) ?? "");
    const stale = token === null ? [] : [noScreen(message)];
    switch (state.is) {
      case "pending":
        return pending(message, state.code, state.expiresAt, stale);
      case "approved": {
        // Given anew when it is asked for again: the answer before may have been lost on its way.
        const collected = await welcome(message, await screens.giveToken(state.screenId));
        return collected ?? told({ state: "gone", unpaired: true }, stale);
      }
      case "gone":
        return told({ state: "gone", unpaired: token !== null }, stale);
    }
  }

  async function takeToken({ message, address }: ApiRequest, token: string): Promise<Answer> {
    const welcomed = await welcome(message, token);
    if (welcomed) return welcomed;
    const wait = wrongTokens.note(address);
    return wait === null ? problem(401, "No screen has this token.") : tooMany("wrong tokens", wait);
  }

  async function openCode({ message, address }: ApiRequest): Promise<Answer> {
    const wait = codes.note(address);
    if (wait !== null) return tooMany("codes asked for", wait);
    const { code, secret } = await desk.open(ownCode(message));
    const life = CODE_LIFE_MS / 1_000;
    return pending(message, code, clock.now() + CODE_LIFE_MS, [cookie(message, pairingCookie, secret, life)]);
  }

  return [
    {
      name: "pairing",
      path: "/api/pairing",
      methods: {
        ...reading("anyone", look),
        ...acting({
          access: "anyone",
          schema: pairingRequest,
          take: ({ token }, asker) => (token === undefined ? openCode(asker) : takeToken(asker, token)),
        }),
      },
    },
  ];
}

function told(answer: PairingAnswer, cookies: readonly string[]): Answer {
  const { headers, ...rest } = jsonAnswer(answer);
  return { ...rest, headers: cookies.length === 0 ? headers : { ...headers, "set-cookie": [...cookies] } };
}

function tooMany(what: string, seconds: number): Answer {
  return problem(429, `Too many ${what} from this address: try again in ${seconds} s.`, {
    "retry-after": `${seconds}`,
  });
}
