import { Clock } from "#components/board/clock.tsx";
import { FreshnessMark } from "#components/board/freshness-mark.tsx";
import { freshnessWords } from "#components/board/freshness-words.ts";
import { Glyph } from "#components/board/glyph.tsx";
import { useFreshness } from "#lib/client/now.ts";

/** How fresh the figures are, and what time it is where the calls are. Once they are old, a bar says it (`SilenceBar`). */
export function FrameFreshness() {
  return (
    <div className="office-freshness flex items-center gap-4">
      <Mark />
      <span className="font-medium text-body">
        <Clock />
      </span>
    </div>
  );
}

function Mark() {
  const kind = useFreshness((freshness) => freshness.kind);
  switch (kind) {
    case "before-first":
      return (
        <p className="freshness" data-testid="freshness">
          <Glyph name="delayed" />
          {freshnessWords.connecting}
        </p>
      );
    case "live":
    case "delayed":
      return <FreshnessMark kind={kind} />;
    case "stale":
    case "lost":
    case "down":
      return null;
  }
}
