import { type AccessChanges, createHearers } from "./access-changes.ts";
import type { AccessDatabase } from "./access-database.ts";

/** What other programs write into the file, and other connections: not what this one does. */
export async function openFileChanges(database: AccessDatabase): Promise<AccessChanges> {
  const hearers = createHearers();
  const versionNow = async () => (await database.all<{ data_version: number }>("PRAGMA data_version"))[0]?.data_version;
  let seen = await versionNow();
  return {
    subscribe: hearers.subscribe,
    async look() {
      const now = await versionNow();
      if (now === seen) return;
      await hearers.tell(null);
      seen = now;
    },
    close: () => undefined,
  };
}
