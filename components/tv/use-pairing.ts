import { useEffect, useState } from "react";
import { afterTimeout } from "#lib/client/after.ts";
import { fetchAnswer, RequestFailure } from "#lib/client/requests.ts";
import { type PairingAnswer, pairingAnswer } from "#lib/protocol/api/screens-answers.ts";
import { words } from "./words.ts";

/** How far this browser is on its way to be a screen. */
export interface Pairing {
  /** null: none yet. An old one stays in sight while the server is away. */
  readonly offer: Offer | null;
  /** Why it is not one: somebody ended its being one, or the token in its address is none. null: nothing to say. */
  readonly notice: "unpaired" | "wrongToken" | null;
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
  const [pairing, setPairing] = useState<Pairing>({ offer: null, notice: null, trouble: null });
  useEffect(() => {
    let cancel: (() => void) | null = null;
    let over = false;
    const learn = (change: Partial<Pairing>) => setPairing((before) => ({ ...before, ...change }));
    const take = (answer: PairingAnswer) => {
      if (answer.state === "screen") {
        over = true;
        window.location.replace(answer.wall);
      } else {
        learn(newsOf(answer));
      }
    };
    const go = async () => {
      const ms = await step(take).catch((failure: unknown) => {
        if (!(failure instanceof RequestFailure)) throw failure;
        learn(newsOfFailure(failure));
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

function newsOf(answer: Exclude<PairingAnswer, { state: "screen" }>): Partial<Pairing> {
  if (answer.state === "pending") return { offer: answer, trouble: null };
  return { offer: null, ...(answer.unpaired && { notice: "unpaired" }) };
}

function newsOfFailure({ status, detail }: RequestFailure): Partial<Pairing> {
  if (status === 401) return { notice: "wrongToken" };
  const trouble = words.trying(detail);
  return status === 429 ? { offer: null, trouble } : { trouble };
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
