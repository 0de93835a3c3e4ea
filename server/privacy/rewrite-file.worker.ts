import { serveOrders } from "#server/archive/serve-orders.ts";
import type { RewriteOrder } from "./rewrite-backups.ts";
import { eraseFile, shortenFile } from "./rewrite-file.ts";

serveOrders<RewriteOrder>(({ path, ...order }) =>
  "plan" in order ? eraseFile(path, order.plan) : shortenFile(path, order.before),
);
