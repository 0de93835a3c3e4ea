import { createHmac, randomBytes } from "node:crypto";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import { type Account, accountPrincipal, type Session, type Standing } from "./account.ts";
import type { SessionStore } from "./account-store.ts";
import { type EndedRight, isRightOf } from "./gatekeeper.ts";
import { createStandingCache, type StandingCache } from "./standing-cache.ts";

/** Where somebody signs in from. */
export interface Place {
  readonly address: string;
  /** As the browser names itself. */
  readonly userAgent: string;
}

export interface Begun {
  /** For the cookie; it is kept nowhere else. */
  readonly token: string;
  readonly standing: Standing;
}

/** Who is signed in, and where. A session lives for 30 days after it was last used. */
export interface Sessions {
  begin(account: Account, place: Place): Promise<Begun>;
  /** null: the token stands for no session, or none any more. At once for a session that is known already. */
  standingOf(token: string): Standing | null | Promise<Standing | null>;
  /** Last seen first. @param accountId null: everybody's */
  list(accountId: string | null): Promise<readonly Session[]>;
  end(sessionId: string): Promise<void>;
  /** @param but a session that goes on */
  endAllOf(accountId: string, but?: string): Promise<void>;
  /** What is known of an account has changed, or the account is gone. */
  reread(accountId: string): void;
  /** Looks whether time has ended something. */
  look(): void;
  /** Something was changed elsewhere. @param ended null: anything may have been */
  changed(ended: EndedRight | null): void;
  /** The listener is told of each ended right; by then `standingOf` knows. */
  subscribe(listener: (ended: EndedRight) => void): () => void;
}

export interface SessionParts {
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly secret: string;
  readonly log: Logger;
}

/** Seconds. */
const SESSION_LIFE = 30 * 24 * 3600;
/** How exact "last seen" is, ms: not every request writes. */
const SEEN_EVERY_MS = 60_000;
const TOKEN_BYTES = 32;
/** Of one account; who knows a password could otherwise fill the file. */
const MOST_OF_AN_ACCOUNT = 50;
const token = /^[\w-]{43}$/;
const LONGEST_USER_AGENT = 300;

export function createSessions({ store, clock, secret, log }: SessionParts): Sessions {
  const known = createStandingCache();
  const listeners = new Set<(ended: EndedRight) => void>();

  const hashOf = (text: string) => createHmac("sha256", secret).update(text).digest("base64url");
  const isOver = ({ session }: Standing) => session.expiresAt <= clock.now();

  function tell(ended: EndedRight): void {
    for (const listener of listeners) listener(ended);
  }

  function touch(hash: string, { session, account }: Standing): void {
    const now = clock.now();
    if (now - session.lastSeenAt < SEEN_EVERY_MS) return;
    const seen = { lastSeenAt: now, expiresAt: now + SESSION_LIFE * 1_000 };
    known.put(hash, { account, session: { ...session, ...seen } });
    // Nobody waits for it, and what fails is tried again a minute later.
    store.touch(hash, seen).catch((err: unknown) => log.error({ err }, "that a session was used could not be kept"));
  }

  async function lookUp(hash: string): Promise<Standing | null> {
    const before = known.changes();
    const standing = await store.find(hash);
    if (standing === null || isOver(standing)) return null;
    if (before !== known.changes()) return lookUp(hash);
    known.put(hash, standing);
    touch(hash, standing);
    return standing;
  }

  async function endThese(sessionIds: readonly string[]): Promise<void> {
    const ids = new Set(sessionIds);
    await store.remove([...ids]);
    known.forget(({ session }) => ids.has(session.id));
    for (const sessionId of ids) tell({ of: "session", sessionId });
  }

  return {
    async begin(account, place) {
      const { id: accountId } = account;
      const fresh = randomBytes(TOKEN_BYTES).toString("base64url");
      const now = clock.now();
      // Where people signed in from is kept of nobody for longer than the session.
      await store.removeOver(now);
      await endThese(beyondMost(await store.list(accountId)));
      const session = await store.add({ accountId, ...startingAt(now, place) }, hashOf(fresh));
      return { token: fresh, standing: { session, account } };
    },
    standingOf(text) {
      if (!token.test(text)) return null;
      const hash = hashOf(text);
      const standing = known.get(hash);
      // One that has run out here may have been used elsewhere.
      if (standing === undefined || isOver(standing)) return lookUp(hash);
      touch(hash, standing);
      return standing;
    },
    async list(accountId) {
      const now = clock.now();
      const living = (await store.list(accountId)).filter(({ expiresAt }) => expiresAt > now);
      return living.sort(lastSeenFirst);
    },
    end: (sessionId) => endThese([sessionId]),
    async endAllOf(accountId, but) {
      const ids = (await store.list(accountId)).map(({ id }) => id);
      await endThese(ids.filter((id) => id !== but));
    },
    reread(accountId) {
      known.forget(({ account }) => account.id === accountId);
      tell({ of: "account", accountId });
    },
    look() {
      for (const { session } of known.forget(isOver)) tell({ of: "session", sessionId: session.id });
    },
    changed(ended) {
      for (const right of rightsAfter(ended, known)) tell(right);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Those that must be looked at anew, which nobody remembers from now on. */
function rightsAfter(ended: EndedRight | null, known: StandingCache): readonly EndedRight[] {
  if (ended !== null) {
    known.forget((standing) => isRightOf(accountPrincipal(standing), ended));
    return [ended];
  }
  const accounts = new Set(known.forget(() => true).map(({ account }) => account.id));
  return [...accounts].map((accountId) => ({ of: "account", accountId }));
}

function lastSeenFirst(one: Session, other: Session): number {
  return other.lastSeenAt - one.lastSeenAt;
}

/** Those that make room for one more. */
function beyondMost(sessions: readonly Session[]): readonly string[] {
  const those = sessions.toSorted(lastSeenFirst).slice(MOST_OF_AN_ACCOUNT - 1);
  return those.map(({ id }) => id);
}

function startingAt(now: number, { address, userAgent }: Place): Omit<Session, "id" | "accountId"> {
  const seen = { since: now, lastSeenAt: now, expiresAt: now + SESSION_LIFE * 1_000 };
  return { address, userAgent: userAgent.slice(0, LONGEST_USER_AGENT), ...seen };
}
