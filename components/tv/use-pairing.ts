import { useEffect, useState } from "react";
import { afterTimeout } from "#lib/client/after.ts";
import { fetchAnswer, RequestFailure } from "#lib/client/requests.ts";
import { type PairingAnswer, pairingAnswer } from "#lib/protocol/api/screens-answers.ts";
import { words } from "./words.ts";

/** How far this browser is on its way to be a screen. */
export interface Pairing {
  /** null: none yet. An old one stays in sight while the server is away. */
  readonly offer: Offer | null;
  /** It was a screen, and somebody ended that. */
  readonly unpaired: boolean;
  /** Why it does not go on; null: it does. */
  readonly trouble: string | null;
}

export type Offer = Extract<PairingAnswer, { state: "pending" }>;

/** ms between two looks at what has become of the code. */
const pause = 2_000;
/** ms until something that was refused is tried again. */
const longPause = 10_000;
/** A code is renewed when so little is left of it, seconds. */
const lastSeconds = 5;

const address = "/api/pairing";

/** Asks for a code, and for another before it runs out, until the browser is a screen: then it goes to its wall. */
export function usePairing(): Pairing {
  const [pairing, setPairing] = useState<Pairing>({ offer: null, unpaired: false, trouble: null });
  useEffect(() => {
    let cancel: (() => void) | null = null;
    let over = false;
    const learn = (change: Partial<Pairing>) => setPairing((before) => ({ ...before, ...change }));
    const take = (answer: PairingAnswer): void => {
      switch (answer.state) {
        case "screen":
          over = true;
          return window.location.replace(answer.wall);
        case "gone":
          return learn({ offer: null, ...(answer.unpaired && { unpaired: true }) });
        case "pending":
          return learn({ offer: answer, trouble: null });
      }
    };
    const go = async () => {
      const ms = await step(take).catch((failure: unknown) => {
        if (!(failure instanceof RequestFailure)) throw failure;
        if (failure.status === 429) learn({ offer: null });
        learn({ trouble: failure.status === 401 ? words.wrongToken : words.trying(failure.detail) });
        return failure.status === 429 ? longPause : pause;
      });
      if (!over) cancel = afterTimeout(ms, () => void go());
    };
    void go();
    return () => {
      over = true;
      cancel?.();
    };
  }, []);
  return pairing;
}

/** One exchange with the server. Resolves with the ms until the next; rejects with a `RequestFailure`. */
async function step(take: (answer: PairingAnswer) => void): Promise<number> {
  const token = takeToken();
  if (token !== null) {
    take(await post({ token }));
    return pause;
  }
  const known = await fetchAnswer(address, pairingAnswer, {});
  take(known);
  const renew = known.state === "gone" || (known.state === "pending" && known.expiresIn <= lastSeconds);
  if (renew) take(await post({}));
  return pause;
}

function post(body: { readonly token?: string }): Promise<PairingAnswer> {
  const headers = { "content-type": "application/json" };
  return fetchAnswer(address, pairingAnswer, { method: "POST", headers, body: JSON.stringify(body) });
}

/** What stands behind the `#` of the page's address, once: from then on it stands nowhere. */
function takeToken(): string | null {
  const { hash, pathname, search } = window.location;
  if (hash.length <= 1) return null;
  window.history.replaceState(null, "", pathname + search);
  return hash.slice(1);
}
