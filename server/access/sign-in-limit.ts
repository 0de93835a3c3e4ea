import type { Clock } from "#server/clock.ts";
import type { AccessDatabase, AccessQueries } from "./access-database.ts";

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
  take(attempt: Try): Promise<number | null>;
  /** The password was right: the try was none. */
  forgive(attempt: Try): Promise<void>;
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
/** So that an attacker with many addresses cannot fill the database. */
const MOST_COUNTS = 20_000;
/** Between two looks whether there are more of them than that. */
const TRIES_BETWEEN_LOOKS = 100;
/** Of strangers, at one server: who would have to wait longer is told to come again. */
const MOST_WAITING = 50;
const BUSY_SECONDS = 2;
/** So long a server remembers by itself what it was refused. */
const SHUT_FOR_MS = 2_000;

interface Count {
  readonly key: string;
  readonly tries: number;
  readonly lastAt: number;
  /** Before it, nothing is looked at. */
  readonly openAt: number;
}

/** @param database where the tries are counted that are made at any of the servers */
export function createSignInLimit(database: AccessDatabase, clock: Clock): SignInLimit {
  const shut = createShutKeys();
  let waiting = 0;
  let counted = 0;

  async function makeRoom(queries: AccessQueries, now: number): Promise<void> {
    counted += 1;
    if (counted % TRIES_BETWEEN_LOOKS === 0) await forgetOld(queries, now);
  }

  /** One try after the other, wherever they are made. */
  function count(attempt: Try, now: number): Promise<number | null> {
    const keys = keysOf(attempt);
    return database.transaction("sign-in", async (queries) => {
      const counts = await countsOf(queries, keys);
      const openAt = Math.max(now, ...counts.map((one) => one.openAt));
      // What is refused leaves no trace: otherwise it could push out of the memory what is counted of others.
      if (openAt > now) {
        shut.note(counts, now);
        return secondsTo(openAt, now);
      }
      await put(
        queries,
        keys.map(({ key, rule }) =>
          added(
            counts.find((one) => one.key === key),
            { key, rule, now },
          ),
        ),
      );
      await makeRoom(queries, now);
      return null;
    });
  }

  return {
    async take(attempt) {
      const now = clock.now();
      // Whoever is refused again and again costs the database nothing.
      const openAt = shut.openAt(keysOf(attempt), now);
      if (openAt > now) return secondsTo(openAt, now);
      if (!attempt.known && waiting >= MOST_WAITING) return BUSY_SECONDS;
      waiting += 1;
      try {
        return await count(attempt, now);
      } finally {
        waiting -= 1;
      }
    },
    async forgive(attempt) {
      for (const { rule, key } of keysOf(attempt)) {
        // Who knows one password may go on guessing others from the same network.
        const sql =
          rule === rules.pair
            ? "DELETE FROM sign_in_count WHERE key = ?"
            : "UPDATE sign_in_count SET tries = tries - 1 WHERE key = ?";
        await database.run(sql, [key]);
        shut.forget(key);
      }
    },
  };
}

interface Key {
  readonly rule: Rule;
  readonly key: string;
}

function keysOf({ email, network, known }: Try): readonly Key[] {
  const pair = { rule: rules.pair, key: `pair ${network} ${email}` };
  if (known) return [pair];
  return [
    pair,
    { rule: rules.network, key: `network ${network}` },
    { rule: rules.strangers, key: `strangers ${email}` },
  ];
}

async function countsOf({ all }: AccessQueries, keys: readonly Key[]): Promise<readonly Count[]> {
  const places = keys.map(() => "?").join(", ");
  return all<Count>(
    `SELECT key, tries, last_at AS "lastAt", open_at AS "openAt" FROM sign_in_count WHERE key IN (${places})`,
    keys.map(({ key }) => key),
  );
}

function added(kept: Count | undefined, { key, rule, now }: Key & { readonly now: number }): Count {
  const tries = (kept === undefined || now - kept.lastAt >= FORGOTTEN_AFTER_MS ? 0 : kept.tries) + 1;
  const delay = delayAfter(tries, rule);
  // Not `now` where nothing has to wait: by the clock of another server that may not have come yet.
  return { key, tries, lastAt: now, openAt: delay === 0 ? 0 : now + delay };
}

async function put({ run }: AccessQueries, counts: readonly Count[]): Promise<void> {
  await run(
    `INSERT INTO sign_in_count (key, tries, last_at, open_at) VALUES ${counts.map(() => "(?, ?, ?, ?)").join(", ")}
     ON CONFLICT (key) DO UPDATE
     SET tries = excluded.tries, last_at = excluded.last_at, open_at = excluded.open_at`,
    counts.flatMap(({ key, tries, lastAt, openAt }) => [key, tries, lastAt, openAt]),
  );
}

/** Least recently touched first. */
async function forgetOld({ run }: AccessQueries, now: number): Promise<void> {
  await run("DELETE FROM sign_in_count WHERE last_at <= ?", [now - FORGOTTEN_AFTER_MS]);
  await run(
    `DELETE FROM sign_in_count WHERE key NOT IN (
       SELECT key FROM sign_in_count ORDER BY last_at DESC LIMIT ${MOST_COUNTS}
     )`,
  );
}

/** What this server has just seen to be shut. Not for long: a right password elsewhere may open it. */
function createShutKeys() {
  const seen = new Map<string, { readonly openAt: number; readonly until: number }>();
  return {
    note(counts: readonly Count[], now: number): void {
      for (const { key, openAt } of counts) if (openAt > now) seen.set(key, { openAt, until: now + SHUT_FOR_MS });
      if (seen.size > MOST_COUNTS) seen.clear();
    },
    /** Epoch ms; `now` where none is. */
    openAt(keys: readonly Key[], now: number): number {
      const found = keys.map(({ key }) => seen.get(key)).filter((one) => one !== undefined && one.until > now);
      return Math.max(now, ...found.map((one) => one?.openAt ?? now));
    },
    forget: (key: string) => void seen.delete(key),
  };
}

function secondsTo(openAt: number, now: number): number {
  return Math.ceil((openAt - now) / 1_000);
}

/** ms */
function delayAfter(tries: number, { free, longest }: Rule): number {
  return tries < free ? 0 : Math.min(longest, 1_000 * 2 ** Math.min(30, tries - free));
}
