import { staff } from "#lib/access/access.ts";
import { missedRequest } from "#lib/protocol/api/act-requests.ts";
import type { Acting } from "./acting.ts";
import { createMissedDeeds, type MissedParts } from "./missed-deeds.ts";
import type { Route } from "./route.ts";

/** What people do with the rows of missed callers. */
export function missedRoutes({ acting, ...parts }: MissedParts & { readonly acting: Acting }): readonly Route[] {
  const take = createMissedDeeds(parts);
  return [{ name: "missed", path: "/api/missed", methods: acting({ access: staff, schema: missedRequest, take }) }];
}
