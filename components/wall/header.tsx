import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness, useNow } from "#lib/client/now.ts";
import { secondsBetween } from "#lib/wall/duration.ts";
import { figuresOf } from "./figures.ts";
import { Glyph } from "./glyph.tsx";
import { Name } from "./name.tsx";
import { useLastMessage } from "./use-board-time.ts";
import { ageOf, noValue, timeText, words } from "./words.ts";
import "./header.css";

/** Where this is, how fresh it is, and what time it is; a bar across the top when the data are old (screens 2.11). */
export function Header() {
  const kind = useFreshness((freshness) => freshness.kind);
  const place = useBoardLink((link) => link.site?.place ?? null);
  switch (kind) {
    case "before-first":
      return <BeforeFirst />;
    case "live":
    case "delayed":
      return (
        <header className="header" data-testid="header">
          <h1 className="place">{place === null ? null : <Name text={place} cut="middle" />}</h1>
          <FreshnessMark kind={kind} />
          <Clock />
        </header>
      );
    case "stale":
    case "lost":
    case "down":
      return <Silence kind={kind} />;
  }
}

/** Seconds without a first snapshot after which a screen says what is wrong. */
const patience = 15;

function BeforeFirst() {
  const waited = useFreshness((freshness) => (freshness.ageSeconds >= patience ? "long" : "briefly"));
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

export function FreshnessMark({ kind }: { kind: "live" | "delayed" }) {
  switch (kind) {
    case "live":
      return <Live />;
    case "delayed":
      return <Delayed />;
  }
}

function Live() {
  return (
    <p className="freshness" data-testid="freshness">
      <LastEvent />
      <Glyph name="live" />
      {words.freshness.live}
    </p>
  );
}

/** s: a phone system that spoke within it needs no mention. */
const recently = 60;

/**
 * The feed has no heartbeat: silence may be a quiet hour or a broken sender. So it is told in calm words, and never
 * alarms.
 */
function LastEvent() {
  const lastEventAt = useBoardLink((link) => link.lastEventAt);
  const seconds = secondsBetween(lastEventAt, useNow());
  if (lastEventAt === null)
    return (
      <span className="quiet" data-cut>
        {words.freshness.neverHeard}
      </span>
    );
  const span = ageOf(seconds);
  if (span === null || seconds === null || seconds < recently) return null;
  return (
    <span className="quiet" data-cut>
      {words.freshness.lastEvent(span)}
    </span>
  );
}

function Delayed() {
  const seconds = useFreshness((freshness) => freshness.ageSeconds);
  return (
    <p className="freshness" data-testid="freshness">
      <Glyph name="delayed" />
      <span className="figure">{words.freshness.age(seconds)}</span>
    </p>
  );
}

function Silence({ kind }: { kind: "stale" | "lost" | "down" }) {
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

/** In the board's time zone, which may not be the screen's. */
export function Clock() {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const now = useNow();
  return (
    <p className="clock figure" data-testid="clock">
      {timeZone === null || now === null ? noValue : timeText(now, timeZone, "minute")}
    </p>
  );
}
