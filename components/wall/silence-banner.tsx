import { Clock } from "#components/board/clock.tsx";
import { Glyph } from "#components/board/glyph.tsx";
import { type Silent, SilentFor, useLastMessageText } from "#components/board/silence.tsx";
import { words } from "./words.ts";

/** The bar across the top once the figures are old: for how long, since when, and what is done about it. */
export function SilenceBanner({ kind }: { kind: Silent }) {
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

function LastMessage({ kind }: { kind: Silent }) {
  const text = useLastMessageText(kind);
  if (text === null) return null;
  return (
    <p className="banner-last figure" data-testid="last-message">
      {text}
    </p>
  );
}
