import { Clock } from "#components/board/clock.tsx";
import { firstPatience } from "#components/board/figures.ts";
import { FreshnessMark } from "#components/board/freshness-mark.tsx";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness } from "#lib/client/now.ts";
import type { Site } from "#lib/protocol/messages.ts";
import { LatencyLine } from "./latency-line.tsx";
import { SilenceBanner } from "./silence-banner.tsx";
import { SoundNotice } from "./sound-notice.tsx";
import { words } from "./words.ts";
import "./header.css";

/** Where this is, how fresh it is, and what time it is; a bar across the top when the data are old (screens 2.11). */
export function Header() {
  const kind = useFreshness((freshness) => freshness.kind);
  const place = useBoardLink((link) => link.site && headingOf(link.site));
  switch (kind) {
    case "before-first":
      return <BeforeFirst />;
    case "live":
    case "delayed":
      return (
        <header className="header" data-testid="header">
          <h1 className="place">{place === null ? null : <Name text={place} cut="middle" />}</h1>
          <SoundNotice />
          <LatencyLine />
          <FreshnessMark kind={kind} />
          <Clock />
        </header>
      );
    case "stale":
    case "lost":
    case "down":
      return <SilenceBanner kind={kind} />;
  }
}

/** The board that shows everything needs no name. */
function headingOf({ place, board }: Site): string {
  if (board === null) return `${place} · ${words.noBoard}`;
  return board.id === "all" ? place : `${place} · ${board.name}`;
}

function BeforeFirst() {
  const waited = useFreshness((freshness) => (freshness.ageSeconds >= firstPatience ? "long" : "briefly"));
  switch (waited) {
    case "briefly":
      return (
        <header className="header" data-testid="header">
          <p className="freshness" data-testid="freshness">
            <Glyph name="delayed" />
            {words.freshness.connecting}
          </p>
        </header>
      );
    case "long":
      return (
        <header className="header banner" data-testid="banner">
          <Glyph name="watch" />
          <h1 className="banner-text" data-cut>
            {words.freshness.unreachable}
          </h1>
        </header>
      );
  }
}
