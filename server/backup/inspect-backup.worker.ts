import { serveOrders } from "#server/archive/serve-orders.ts";
import { inspectBackup } from "./inspect-backup.ts";
import type { InspectOrder } from "./inspect-in-thread.ts";

serveOrders<InspectOrder>(({ folder, settings }) => inspectBackup(folder, settings));
