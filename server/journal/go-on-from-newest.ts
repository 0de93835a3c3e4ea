import type { SteadyClock } from "#server/clock.ts";
import type { JournalStore } from "./journal-store.ts";

/** Nothing is stamped before the newest entry, so a clock that was set back before this start would stand still there. */
export async function goOnFromNewest(
  clock: SteadyClock,
  { read, head }: Pick<JournalStore, "read" | "head">,
): Promise<void> {
  const [newest] = await read((await head()) - 1, 1);
  if (newest !== undefined) clock.goOnFrom(newest.at);
}
