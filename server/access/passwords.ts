import type { AccountLibrary } from "./account-library.ts";
import { createHashingQueue, type Lane } from "./hashing-queue.ts";
import { hashOfNobody } from "./password-hash.ts";

/** Makes and compares what is kept of passwords, a few at a time. */
export interface Passwords {
  /** Rejects with `TooBusy`. */
  hash(password: string): Promise<string>;
  /**
   * Takes as long for who does not exist (`hash` null). Rejects with `TooBusy` for a stranger while too many wait.
   */
  verify(hash: string | null, password: string, lane: Lane): Promise<boolean>;
}

export function createPasswords({ passwords, cost }: Pick<AccountLibrary, "passwords" | "cost">): Passwords {
  const nobodys = hashOfNobody(cost);
  const queue = createHashingQueue();
  return {
    hash: (password) => queue.run("known", () => passwords.hash(password)),
    async verify(hash, password, lane) {
      const same = await queue.run(lane, () => passwords.verify({ hash: hash ?? nobodys, password }));
      return same && hash !== null;
    },
  };
}
