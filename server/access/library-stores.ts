import type { Role } from "#lib/access/role.ts";
import type { Account, Session } from "./account.ts";
import type { AccountLibrary } from "./account-library.ts";
import { type AccountStore, EmailTaken, type SessionStore } from "./account-store.ts";
import { storableText } from "./storable-text.ts";

/** As the library gives a person. */
export interface UserRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly extension: string | null;
  readonly mustChangePassword: boolean;
  readonly createdAt: Date;
}

interface WayRow {
  readonly userId: string;
  readonly providerId: string;
}

interface SessionRow {
  readonly id: string;
  readonly userId: string;
  readonly userAgent?: string | null | undefined;
  readonly ipAddress?: string | null | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
}

/** The library's word for an account that has a password of ours. */
const providerId = "credential";

/** Nobody has so many. */
const EVERY_ROW = 100_000;

export function libraryAccounts({ internalAdapter, adapter }: AccountLibrary): AccountStore {
  const waysIn = (userId: string) => internalAdapter.findAccounts(userId);
  const hashOf = (ways: Awaited<ReturnType<typeof waysIn>>) =>
    ways.find((way) => way.providerId === providerId)?.password ?? null;

  return {
    any: async () => (await adapter.count({ model: "account" })) > 0,
    async list() {
      const users = await adapter.findMany<UserRow>({ model: "user", limit: EVERY_ROW });
      return users.map(accountOf);
    },
    async waysIn() {
      const ways = await adapter.findMany<WayRow>({ model: "account", limit: EVERY_ROW });
      const grouped = Map.groupBy(ways, ({ userId }) => userId);
      return new Map(
        [...grouped].map(([id, own]) => {
          const password = own.some((way) => way.providerId === providerId);
          return [id, { password, company: own.some((way) => way.providerId !== providerId) }];
        }),
      );
    },
    async byId(id) {
      const where = [{ field: "id", value: storableText(id) }];
      const user = await adapter.findOne<UserRow>({ model: "user", where });
      return user && { account: accountOf(user), hash: hashOf(await waysIn(user.id)) };
    },
    async byEmail(email) {
      const where = [{ field: "email", value: storableText(email.toLowerCase()) }];
      const user = await adapter.findOne<UserRow>({ model: "user", where });
      return user && { account: accountOf(user), hash: hashOf(await waysIn(user.id)) };
    },
    async add({ hash, ...person }) {
      const email = person.email.toLowerCase();
      const namesake = await adapter.findOne<UserRow>({ model: "user", where: [{ field: "email", value: email }] });
      if (namesake) {
        if ((await waysIn(namesake.id)).length > 0) throw new EmailTaken();
        // A stop came between the two steps below, and left somebody whom nothing lets in.
        await internalAdapter.deleteUser(namesake.id);
      }
      const user = await internalAdapter.createUser({ ...person, email, emailVerified: true }, { method: "admin" });
      await internalAdapter.createAccount({ userId: user.id, accountId: user.id, providerId, password: hash });
      return accountOf(user as typeof user & UserRow);
    },
    async amend(id, { name, role, extension }) {
      await internalAdapter.updateUser(id, { name, role, extension });
    },
    async setPassword(id, hash, mustChangePassword) {
      if (hashOf(await waysIn(id)) === null) {
        await internalAdapter.createAccount({ userId: id, accountId: id, providerId, password: hash });
      } else {
        await internalAdapter.updatePassword(id, hash);
      }
      await internalAdapter.updateUser(id, { mustChangePassword });
    },
    remove: (id) => internalAdapter.deleteUser(id),
  };
}

export function librarySessions({ internalAdapter, adapter }: AccountLibrary): SessionStore {
  return {
    async add({ accountId, address, userAgent, since, lastSeenAt, expiresAt }, tokenHash) {
      const times = { createdAt: new Date(since), updatedAt: new Date(lastSeenAt), expiresAt: new Date(expiresAt) };
      const given = { ...times, token: tokenHash, ipAddress: address, userAgent };
      return sessionOf(await internalAdapter.createSession(accountId, false, given, true));
    },
    async find(tokenHash) {
      const found = await internalAdapter.findSession(tokenHash);
      if (found === null) return null;
      return { session: sessionOf(found.session), account: accountOf(found.user as typeof found.user & UserRow) };
    },
    async list(accountId) {
      const where = accountId === null ? [] : [{ field: "userId", value: storableText(accountId) }];
      const rows = await adapter.findMany<SessionRow>({ model: "session", where, limit: EVERY_ROW });
      return rows.map(sessionOf);
    },
    async touch(tokenHash, { lastSeenAt, expiresAt }) {
      const times = { updatedAt: new Date(lastSeenAt), expiresAt: new Date(expiresAt) };
      await internalAdapter.updateSession(tokenHash, times);
    },
    async remove(sessionIds) {
      if (sessionIds.length === 0) return;
      const where = [{ field: "id", value: sessionIds.map(storableText), operator: "in" as const }];
      await adapter.deleteMany({ model: "session", where });
    },
    async removeOver(now) {
      const where = [{ field: "expiresAt", value: new Date(now), operator: "lte" as const }];
      await adapter.deleteMany({ model: "session", where });
    },
  };
}

export function accountOf({ id, email, name, role, extension, mustChangePassword, createdAt }: UserRow): Account {
  return { id, email, name, role, extension, mustChangePassword, createdAt: createdAt.getTime() };
}

function sessionOf({ id, userId, userAgent, ipAddress, createdAt, updatedAt, expiresAt }: SessionRow): Session {
  return {
    id,
    accountId: userId,
    userAgent: userAgent ?? "",
    address: ipAddress ?? "",
    since: createdAt.getTime(),
    lastSeenAt: updatedAt.getTime(),
    expiresAt: expiresAt.getTime(),
  };
}
