import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { Bus } from "#server/postgres/bus.ts";
import type { Postgres } from "#server/postgres/postgres.ts";
import type { AccessHome } from "./access-home.ts";
import { keepSharedSecret } from "./access-secret.ts";
import { joinLiveServers } from "./live-servers.ts";
import { sharedPlainKey } from "./plain-key.ts";
import { openFleetingPostgresAccess, openPostgresAccess } from "./postgres-access.ts";
import { openSharedChanges } from "./shared-changes.ts";
import { createSharedCodes } from "./shared-setup-codes.ts";
import { createSharedWhereabouts } from "./shared-whereabouts.ts";

export interface SharedParts {
  readonly postgres: Postgres;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Of one of several servers: everything is in the database that they share. Makes its tables. */
export async function openSharedHome({ postgres, bus, clock, log }: SharedParts): Promise<AccessHome> {
  const database = await openPostgresAccess(postgres, log);
  const changes = await openSharedChanges(postgres, bus);
  const servers = await joinLiveServers(postgres, clock);
  return {
    open: () => database,
    fleeting: openFleetingPostgresAccess(postgres),
    openAccounts: async () => ({ database, changes }),
    secret: () => keepSharedSecret(database),
    openKeys: () => ({ database, plain: sharedPlainKey(database) }),
    changes,
    whereabouts: createSharedWhereabouts({ postgres, servers, changes }),
    codes: createSharedCodes(postgres, servers.self),
  };
}
