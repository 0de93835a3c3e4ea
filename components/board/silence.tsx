import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness } from "#lib/client/now.ts";
import { timeText } from "#lib/display/texts.ts";
import { figuresOf } from "./figures.ts";
import { freshnessWords } from "./freshness-words.ts";
import { useLastMessage } from "./use-board-time.ts";

/** Freshnesses with which a screen says that its figures are old. */
export type Silent = "stale" | "lost" | "down";

export function SilentFor() {
  const seconds = useFreshness((freshness) => freshness.ageSeconds);
  return <span className="figure">{freshnessWords.noData(seconds)}</span>;
}

/** When the last message came, to the second while it is a matter of seconds; null where that is not known. */
export function useLastMessageText(kind: Silent): string | null {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const at = useLastMessage(figuresOf(kind));
  if (timeZone === null || at === null) return null;
  return freshnessWords.last(timeText(at, timeZone, kind === "stale" ? "second" : "minute"));
}
