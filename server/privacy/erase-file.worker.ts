import { serveOrders } from "#server/archive/serve-orders.ts";
import { eraseFile } from "./erase-file.ts";
import type { ErasurePlan } from "./erasure-plan.ts";

export interface EraseFileOrder {
  readonly path: string;
  readonly plan: ErasurePlan;
}

serveOrders<EraseFileOrder>(({ path, plan }) => eraseFile(path, plan));
