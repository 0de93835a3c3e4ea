import { expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import type { Account, Session } from "./account.ts";
import type { SessionStore } from "./account-store.ts";
import { createSessions } from "./sessions.ts";

const bob: Account = {
  id: "bob",
  email: "bob@office.example",
  name: "Bob",
  role: "agent",
  extension: null,
  mustChangePassword: false,
  createdAt: 0,
};

test("[L6] a sign-in reads the sessions of its own account alone, and ends those beyond the fiftieth", async () => {
  let kept: readonly Session[] = [];
  const read: (string | null)[] = [];
  const store: SessionStore = {
    async add(session) {
      const added = { ...session, id: `${session.since}` };
      kept = [...kept, added];
      return added;
    },
    find: async () => null,
    async list(accountId) {
      read.push(accountId);
      return kept;
    },
    touch: async () => undefined,
    async remove(ids) {
      kept = kept.filter(({ id }) => !ids.includes(id));
    },
    async removeOver(at) {
      kept = kept.filter(({ expiresAt }) => expiresAt > at);
    },
  };
  let now = 0;
  const clock = { now: () => now };
  const sessions = createSessions({ store, clock, secret: "a secret", log: createLogger("silent") });
  for (now = 1; now <= 52; now += 1) await sessions.begin(bob, { address: "198.51.100.7", userAgent: "" });
  expect(new Set(read)).toEqual(new Set(["bob"]));
  expect(kept.map(({ since }) => since)).toEqual(Array.from({ length: 50 }, (_, nr) => nr + 3));
});
