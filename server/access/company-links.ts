import type { AccountLibrary } from "./account-library.ts";
import { EmailTaken } from "./account-store.ts";
import type { CompanyLinks } from "./company-accounts.ts";
import { accountOf, type UserRow } from "./library-stores.ts";

/** The library's word for who signs in at the company's service. */
const providerId = "company";

/** Keeps the links beside the accounts. */
export function libraryLinks({ internalAdapter, adapter }: AccountLibrary): CompanyLinks {
  const keyOf = ({ issuer, subject }: { readonly issuer: string; readonly subject: string }) => `${issuer} ${subject}`;

  return {
    async byIdentity(identity) {
      const where = [
        { field: "providerId", value: providerId },
        { field: "accountId", value: keyOf(identity) },
      ];
      const link = await adapter.findOne<{ readonly userId: string }>({ model: "account", where });
      if (link === null) return null;
      const user = await adapter.findOne<UserRow>({ model: "user", where: [{ field: "id", value: link.userId }] });
      return user && accountOf(user);
    },
    async link(userId, identity) {
      await internalAdapter.createAccount({ userId, accountId: keyOf(identity), providerId });
    },
    async addLinked(newcomer, identity) {
      const email = newcomer.email.toLowerCase();
      const where = [{ field: "email", value: email }];
      const namesake = await adapter.findOne<UserRow>({ model: "user", where });
      if (namesake) {
        if ((await internalAdapter.findAccounts(namesake.id)).length > 0) throw new EmailTaken();
        // A stop came between the two steps below, and left somebody whom nothing lets in.
        await internalAdapter.deleteUser(namesake.id);
      }
      const person = { ...newcomer, email, emailVerified: true, mustChangePassword: false };
      const user = await internalAdapter.createUser(person, { method: "sso" });
      await internalAdapter.createAccount({ userId: user.id, accountId: keyOf(identity), providerId });
      return accountOf(user as typeof user & UserRow);
    },
  };
}
