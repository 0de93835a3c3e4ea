import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness, useNow } from "#lib/client/now.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { ageOf } from "#lib/display/texts.ts";
import { freshnessWords } from "./freshness-words.ts";
import { Glyph } from "./glyph.tsx";

/** That the figures are of now, or how many seconds late. */
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
      {freshnessWords.live}
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
        {freshnessWords.neverHeard}
      </span>
    );
  const span = ageOf(seconds);
  if (span === null || seconds === null || seconds < recently) return null;
  return (
    <span className="quiet" data-cut>
      {freshnessWords.lastEvent(span)}
    </span>
  );
}

function Delayed() {
  const seconds = useFreshness((freshness) => freshness.ageSeconds);
  return (
    <p className="freshness" data-testid="freshness">
      <Glyph name="delayed" />
      <span className="figure">{freshnessWords.age(seconds)}</span>
    </p>
  );
}
