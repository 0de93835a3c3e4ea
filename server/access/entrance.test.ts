import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import type { AccessChanges } from "./access-changes.ts";
import { type Account, accountPrincipal } from "./account.ts";
import type { Outcome } from "./accounts.ts";
import { createClosedGatekeeper } from "./closed-gatekeeper.ts";
import { type Entrance, type EntranceParts, openEntrance } from "./entrance.ts";
import { AccessUnavailable, type EndedRight } from "./gatekeeper.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";

const password = "a long way to the north";
const at = { address: "198.51.100.7", userAgent: "" };

function made(outcome: Outcome): Account {
  if (outcome.is !== "done") throw new Error(outcome.is);
  return outcome.account;
}

describe.each(places)("who comes in, kept in $name", ({ makePlace }) => {
  let place: PlaceUnderTest;
  let now: number;
  let entrance: Entrance;
  let look: AccessChanges["look"];
  let open: Entrance[];

  beforeEach(async () => {
    place = await makePlace();
    now = Date.UTC(2026, 2, 2, 12);
    open = [];
    ({ entrance, look } = await enter());
  });
  afterEach(async () => {
    for (const one of open) await one.close();
    await place.remove();
  });

  /** As another server or program would. */
  async function enter(parts: Partial<Pick<EntranceParts, "company">> = {}) {
    const clock = { now: () => now };
    const home = await place.home(clock);
    const { database, changes } = await home.openAccounts();
    const entered = await openEntrance({
      database,
      changes,
      fleeting: home.fleeting,
      codes: home.codes,
      secret: "a secret of at least thirty-two characters",
      admin: { email: "ada@office.example", name: "Ada First", password },
      company: null,
      cost: { N: 2, r: 1, p: 1 },
      clock,
      log: createLogger("silent"),
      ...parts,
    });
    open.push(entered);
    return { entrance: entered, look: changes.look };
  }

  async function add(name: string, role: Account["role"] = "agent"): Promise<Account> {
    return made(
      await entrance.accounts.add({ name, email: `${name}@office.example`, role, extension: null, password }),
    );
  }

  describe("sessions", () => {
    test("[L6] what has run out is kept of nobody once somebody signs in", async () => {
      const [bob, eve] = [await add("bob"), await add("eve")];
      await entrance.sessions.begin(bob, { ...at, userAgent: "a browser of long ago" });
      now += 31 * 86_400_000;
      await entrance.sessions.begin(eve, at);
      const kept = await (await place.open()).all('SELECT "userAgent" FROM session');
      expect(kept).toHaveLength(1);
      expect(JSON.stringify(kept)).not.toContain("long ago");
    });
  });

  describe("accounts", () => {
    test("[L13] of two changes at once that would each leave the other admin, one is refused", async () => {
      const [ada] = await entrance.accounts.list();
      const bob = await add("bob", "admin");
      const less = { name: "x", role: "agent", extension: null } as const;
      const outcomes = await Promise.all([
        entrance.accounts.change(ada?.id ?? "", less),
        entrance.accounts.remove(bob.id),
        entrance.accounts.change(bob.id, less),
      ]);
      expect(outcomes.map(({ is }) => is)).toEqual(["done", "last-admin", "last-admin"]);
    });

    test("[L13] the last of several admins stays one, though the company's groups say otherwise of all at once", async () => {
      const { accounts, company } = (
        await enter({
          company: {
            issuer: "https://login.example",
            clientId: "board",
            clientSecret: "x",
            name: "the company",
            scopes: "openid",
            groupsClaim: "groups",
            extensionClaim: "extension",
            roles: { admin: [], supervisor: ["floor"], agent: [] },
          },
        })
      ).entrance;
      await add("bob", "admin");
      const emails = (await accounts.list()).map(({ email }) => email);
      await Promise.all(
        emails.map((email) => {
          const identity = { issuer: "https://login.example", subject: email, name: email, email, extension: null };
          return company?.letIn({ ...identity, role: "supervisor" }, at, async () => undefined);
        }),
      );
      expect((await accounts.list()).map(({ role }) => role).sort()).toEqual(["admin", "supervisor"]);
    });

    test("[L11] of two new accounts at once with one email, one is refused", async () => {
      const person = { name: "bob", email: "Bob@office.example", role: "agent", extension: null, password } as const;
      const outcomes = await Promise.all([entrance.accounts.add(person), entrance.accounts.add(person)]);
      expect(outcomes.map(({ is }) => is).sort()).toEqual(["done", "email-taken"]);
    });

    test("[L10] an admin of the environment is made once, and changes nothing later", async () => {
      const [ada] = await entrance.accounts.list();
      await entrance.accounts.setOwnPassword(ada?.id ?? "", "another long way", "none");
      const again = (await enter()).entrance;
      expect(await again.accounts.list()).toEqual([ada]);
      expect((await again.signIn.byPassword("ada@office.example", password, at)).is).toBe("wrong");
      expect((await again.signIn.byPassword("ada@office.example", "another long way", at)).is).toBe("in");
    });
  });

  describe("ended rights", () => {
    function told(of: Entrance = entrance): EndedRight[] {
      const rights: EndedRight[] = [];
      of.sessions.subscribe((right) => rights.push(right));
      return rights;
    }

    test("[L15] each is told at once, and by then nobody stands behind the token", async () => {
      const bob = await add("bob");
      const { token, standing } = await entrance.sessions.begin(bob, at);
      expect(await entrance.sessions.standingOf(token)).toEqual(standing);
      const seen: unknown[] = [];
      entrance.sessions.subscribe((ended) => seen.push([ended, entrance.sessions.standingOf(token)]));
      await entrance.sessions.end(standing.session.id);
      expect(seen).toHaveLength(1);
      const [[right, then]] = seen as [[EndedRight, Promise<unknown>]];
      expect(right).toEqual({ of: "session", sessionId: standing.session.id });
      expect(await then).toBeNull();
    });

    test("[L15] a change, a reset and a removal tell of the account", async () => {
      const bob = await add("bob");
      await entrance.sessions.begin(bob, at);
      const rights = told();
      await entrance.accounts.change(bob.id, { ...bob, role: "supervisor" });
      await entrance.accounts.reset(bob.id, "a third long way");
      await entrance.accounts.remove(bob.id);
      const ofBob = { of: "account", accountId: bob.id };
      expect(rights).toEqual([ofBob, { of: "session", sessionId: expect.any(String) }, ofBob, ofBob]);
    });

    test("[L15] a look-up that began before an end is not remembered after it", async () => {
      const { token, standing } = await entrance.sessions.begin(await add("bob"), at);
      const looking = entrance.sessions.standingOf(token);
      await entrance.sessions.end(standing.session.id);
      await looking;
      expect(await entrance.sessions.standingOf(token)).toBeNull();
    });

    test("[L15] what another program ends or changes counts as soon as it is looked for", async () => {
      const { token, standing } = await entrance.sessions.begin(await add("bob"), at);
      await entrance.sessions.standingOf(token);
      const rights = told();
      const other = (await enter()).entrance;
      await look();
      rights.length = 0;
      await look();
      expect(rights).toEqual([]);
      await entrance.sessions.standingOf(token);
      await other.accounts.reset(standing.account.id, "a third long way");
      await look();
      expect(rights).toContainEqual({ of: "account", accountId: standing.account.id });
      expect(await entrance.sessions.standingOf(token)).toBeNull();
    });

    test("[L15] what time ends is told when it is looked for", async () => {
      const { token, standing } = await entrance.sessions.begin(await add("bob"), at);
      await entrance.sessions.standingOf(token);
      const rights = told();
      now += 30 * 24 * 3600 * 1000;
      entrance.sessions.look();
      expect(rights).toEqual([{ of: "session", sessionId: standing.session.id }]);
    });

    test("[L404] who cannot be looked up is nobody that the gatekeeper makes up; who is known already stays known", async () => {
      const [ada] = await entrance.accounts.list();
      const { token, standing } = await entrance.sessions.begin(ada ?? (await add("x")), at);
      const { principalOf } = createClosedGatekeeper({
        sessions: entrance.sessions,
        screens: { principalOf: () => Promise.reject(new Error("away")), subscribe: () => () => undefined },
        secureOnly: false,
      });
      const cookie = `ringside-session=${token}`;
      expect(await principalOf({ cookie })).toEqual(accountPrincipal(standing));
      await (await place.open()).run("ALTER TABLE session RENAME TO elsewhere");
      expect(principalOf({ cookie })).toEqual(accountPrincipal(standing));
      await expect(principalOf({ cookie: `ringside-session=${"x".repeat(43)}` })).rejects.toThrow(AccessUnavailable);
      await expect(principalOf({ cookie: "ringside-screen=any" })).rejects.toThrow(AccessUnavailable);
      expect(principalOf({})).toEqual({ is: "nobody" });
    });

    test("[L15] the gatekeeper knows accounts and screens, and tells of both", async () => {
      const listeners = new Set<(screenId: string) => void>();
      const screen = { is: "screen", screenId: "s1", name: "Hall", board: "all" } as const;
      const gatekeeper = createClosedGatekeeper({
        sessions: entrance.sessions,
        screens: {
          principalOf: (given) => (given === "wall" ? screen : null),
          subscribe(listener) {
            listeners.add(listener);
            return () => listeners.delete(listener);
          },
        },
        secureOnly: false,
      });
      const [ada] = await entrance.accounts.list();
      const { token, standing } = await entrance.sessions.begin(ada ?? (await add("x")), at);
      const who = async (cookie: string) => gatekeeper.principalOf({ cookie });
      expect(await who(`ringside-screen=wall; ringside-session=${token}`)).toEqual(accountPrincipal(standing));
      expect(await who("ringside-session=nonsense; ringside-screen=wall")).toEqual(screen);
      expect(await who("x-ringside-screen=wall; ringside-screens=wall")).toEqual({ is: "nobody" });
      const rights: EndedRight[] = [];
      const end = gatekeeper.subscribe((right) => rights.push(right));
      for (const listener of listeners) listener("s1");
      await entrance.sessions.end(standing.session.id);
      expect(rights).toEqual([
        { of: "screen", screenId: "s1" },
        { of: "session", sessionId: standing.session.id },
      ]);
      end();
      expect(listeners.size).toBe(0);
    });
  });

  describe("coming in", () => {
    test("[L5] a password that changes while it is compared lets nobody in any more", async () => {
      const bob = await add("bob");
      const entering = entrance.signIn.byPassword(bob.email, password, at);
      const outcomes = await Promise.all([entering, entrance.accounts.remove(bob.id)]);
      const token = outcomes[0].is === "in" ? outcomes[0].token : "";
      expect(await entrance.sessions.standingOf(token)).toBeNull();
    });

    test("[L5] a password that is reset at another server while it is compared lets nobody stay in", async () => {
      const bob = await add("bob");
      const { entrance: other } = await enter();
      for (const word of ["one long way", "another long way", "a third long way"]) {
        const current = word === "one long way" ? password : "the word before";
        await other.accounts.reset(bob.id, current);
        const entering = entrance.signIn.byPassword(bob.email, current, at);
        const [entered] = await Promise.all([entering, other.accounts.reset(bob.id, word)]);
        if (entered.is === "in") expect(await other.sessions.standingOf(entered.token)).toBeNull();
        expect(await other.sessions.list(bob.id)).toEqual([]);
      }
    });

    test("[L5] what is known of networks outlives a restart", async () => {
      const bob = await add("bob");
      await entrance.signIn.byPassword(bob.email, password, at);
      const again = (await enter()).entrance;
      for (let n = 0; n < 200; n++) {
        await again.signIn.byPassword(bob.email, "wrong", { ...at, address: `203.0.${n}.1` });
      }
      expect((await again.signIn.byPassword(bob.email, password, { ...at, address: "192.0.2.1" })).is).toBe("later");
      expect((await again.signIn.byPassword(bob.email, password, at)).is).toBe("in");
    });

    test("[L5] a network from which nobody came for 13 months is forgotten with the next sign-in", async () => {
      const [bob, eve] = [await add("bob"), await add("eve")];
      await entrance.signIn.byPassword(bob.email, password, at);
      now += 398 * 86_400_000;
      await entrance.signIn.byPassword(eve.email, password, { ...at, address: "192.0.2.1" });
      const kept = await (await place.open()).all("SELECT network FROM known_network");
      expect(kept).toEqual([{ network: "192.0.2.1" }]);
    });
  });
});
