import { accessPath, makeDataFolder } from "#server/config/data-folder.ts";
import { keyFileIn } from "#server/config/webhook-key.ts";
import { noChanges } from "./access-changes.ts";
import type { AccessHome } from "./access-home.ts";
import { keepAccessSecret, madeSecret } from "./access-secret.ts";
import { openFileChanges } from "./file-changes.ts";
import { plainKeyIn } from "./plain-key.ts";
import { createOwnCodes } from "./setup-code.ts";
import { openFleetingAccess, openSqliteAccess } from "./sqlite-access.ts";
import { nowhereElse } from "./whereabouts.ts";

interface OwnParts {
  readonly dataFolder: string;
  /** Nothing but the webhook's keys is kept. */
  readonly inMemory: boolean;
}

/** Of a server that is alone: files in the data folder, and its memory. */
export function createOwnHome({ dataFolder, inMemory }: OwnParts): AccessHome {
  const open = () => openSqliteAccess(inMemory ? ":memory:" : accessPath(dataFolder));
  return {
    open,
    fleeting: openFleetingAccess(),
    async openAccounts() {
      const database = open();
      return { database, changes: await openFileChanges(database) };
    },
    secret: async () => (inMemory ? madeSecret() : keepAccessSecret(dataFolder)),
    openKeys() {
      makeDataFolder(dataFolder);
      return { database: openSqliteAccess(accessPath(dataFolder)), plain: plainKeyIn(keyFileIn(dataFolder)) };
    },
    changes: noChanges,
    whereabouts: nowhereElse,
    codes: createOwnCodes(),
  };
}
