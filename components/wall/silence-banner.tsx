import { figuresOf } from "#components/board/figures.ts";
import { Glyph } from "#components/board/glyph.tsx";
import { useLastMessage } from "#components/board/use-board-time.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness } from "#lib/client/now.ts";
import { timeText } from "#lib/display/texts.ts";
import { Clock } from "./clock.tsx";
import { words } from "./words.ts";

/** The bar across the top once the figures are old: for how long, since when, and what is done about it. */
export function SilenceBanner({ kind }: { kind: "stale" | "lost" | "down" }) {
  return (
    <header className="header banner" data-testid="banner">
      <Glyph name="watch" />
      <h1 className="banner-text" data-cut>
        <SilentFor />
        <span className="banner-more"> · {kind === "down" ? words.freshness.check : words.freshness.reconnecting}</span>
      </h1>
      <LastMessage kind={kind} />
      <Clock />
    </header>
  );
}

function SilentFor() {
  const seconds = useFreshness((freshness) => freshness.ageSeconds);
  return <span className="figure">{words.freshness.noData(seconds)}</span>;
}

function LastMessage({ kind }: { kind: "stale" | "lost" | "down" }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const at = useLastMessage(figuresOf(kind));
  if (timeZone === null || at === null) return null;
  return (
    <p className="banner-last figure" data-testid="last-message">
      {words.freshness.last(timeText(at, timeZone, kind === "stale" ? "second" : "minute"))}
    </p>
  );
}
