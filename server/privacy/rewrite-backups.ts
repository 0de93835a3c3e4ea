import { startThread } from "#server/archive/thread.ts";
import type { Backups } from "#server/backup/backups.ts";
import type { ErasurePlan } from "./erasure-plan.ts";
import type { ShortenFile } from "./rewrite-file.ts";

type Rewriting = { readonly plan: ErasurePlan } | { readonly before: ShortenFile };

export type RewriteOrder = { readonly path: string } & Rewriting;

const fileWorker = new URL("./rewrite-file.worker.ts", import.meta.url);

/** Rewrites the journals of all backups, in a thread of its own. Rejects where one could not be. */
export async function rewriteBackups(backups: Backups | null, rewriting: Rewriting): Promise<void> {
  const paths = backups?.journals() ?? [];
  if (paths.length === 0) return;
  const thread = startThread<RewriteOrder>(fileWorker);
  try {
    for (const path of paths) await thread.ask({ path, ...rewriting });
  } finally {
    await thread.end();
  }
}
