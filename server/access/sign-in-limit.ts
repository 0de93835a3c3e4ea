import type { Clock } from "#server/clock.ts";

/** One try to sign in. */
export interface Try {
  /** The email as it was given, in lower case; whether anybody has it makes no difference. */
  readonly email: string;
  readonly network: string;
  /** The account signed in from that network before. */
  readonly known: boolean;
}

/**
 * Slows down whoever guesses passwords. Tries are counted before they are looked at, so that many at once are no way
 * around it. Nobody is held up by what others do elsewhere: a known network is counted by itself alone.
 */
export interface SignInLimit {
  /** null: it may be looked at; else the seconds after which to try again. */
  take(attempt: Try): number | null;
  /** The password was right: the try was none. */
  forgive(attempt: Try): void;
}

interface Rule {
  /** So many tries cost nothing. */
  readonly free: number;
  /** Each further one waits twice as long as the one before, from a second up to these ms. */
  readonly longest: number;
}

const rules = {
  /** An account, from one network. */
  pair: { free: 5, longest: 15 * 60_000 },
  /** Whatever account, from one network that is not known to it: offices share one. */
  network: { free: 30, longest: 60_000 },
  /** An account, from all networks that are not known to it. */
  strangers: { free: 100, longest: 60_000 },
} as const satisfies Record<string, Rule>;

/** A count is forgotten when nothing was added to it for so long. */
const FORGOTTEN_AFTER_MS = 60 * 60_000;
/** So that an attacker with many addresses cannot fill the memory. */
const MOST_COUNTS = 20_000;

interface Count {
  tries: number;
  readonly lastAt: number;
  /** Before it, nothing is looked at. */
  readonly openAt: number;
}

export function createSignInLimit(clock: Clock): SignInLimit {
  // Least recently touched first.
  const counts = new Map<string, Count>();

  function add(key: string, rule: Rule, now: number): void {
    const kept = counts.get(key);
    const tries = (kept === undefined || isOld(kept, now) ? 0 : kept.tries) + 1;
    counts.delete(key);
    counts.set(key, { tries, lastAt: now, openAt: now + delayAfter(tries, rule) });
    const [oldest] = counts.keys();
    if (counts.size > MOST_COUNTS && oldest !== undefined) counts.delete(oldest);
  }

  return {
    take(attempt) {
      const now = clock.now();
      const keys = keysOf(attempt);
      const openAt = Math.max(...keys.map(([, key]) => counts.get(key)?.openAt ?? now));
      // What is refused leaves no trace: otherwise it could push out of the memory what is counted of others.
      if (openAt > now) return Math.ceil((openAt - now) / 1_000);
      for (const [rule, key] of keys) add(key, rules[rule], now);
      return null;
    },
    forgive(attempt) {
      for (const [rule, key] of keysOf(attempt)) {
        const count = counts.get(key);
        // Who knows one password may go on guessing others from the same network.
        if (rule === "pair") counts.delete(key);
        else if (count) count.tries -= 1;
      }
    },
  };
}

function keysOf({ email, network, known }: Try): [keyof typeof rules, string][] {
  const pair: [keyof typeof rules, string] = ["pair", `pair ${network} ${email}`];
  if (known) return [pair];
  return [pair, ["network", `network ${network}`], ["strangers", `strangers ${email}`]];
}

function isOld({ lastAt }: Count, now: number): boolean {
  return now - lastAt >= FORGOTTEN_AFTER_MS;
}

/** ms */
function delayAfter(tries: number, { free, longest }: Rule): number {
  return tries < free ? 0 : Math.min(longest, 1_000 * 2 ** Math.min(30, tries - free));
}
