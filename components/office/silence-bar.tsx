import { type ReactNode, useEffect, useRef } from "react";
import { firstPatience } from "#components/board/figures.ts";
import { freshnessWords } from "#components/board/freshness-words.ts";
import { Glyph } from "#components/board/glyph.tsx";
import { type Silent, SilentFor, useLastMessageText } from "#components/board/silence.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { useFreshness } from "#lib/client/now.ts";
import { words } from "./words.ts";

/** The bar under the header once the figures are old: for how long, since when, and what is done about it. */
export function SilenceBar() {
  const kind = useFreshness((freshness) => freshness.kind);
  useToldAloud(kind === "stale" || kind === "lost" || kind === "down");
  switch (kind) {
    case "before-first":
      return <BeforeFirst />;
    case "live":
    case "delayed":
      return null;
    case "stale":
    case "lost":
    case "down":
      return <SilentBar kind={kind} />;
  }
}

function SilentBar({ kind }: { kind: Silent }) {
  const last = useLastMessageText(kind);
  return (
    <Bar>
      <span>
        <SilentFor /> · {kind === "down" ? freshnessWords.check : freshnessWords.reconnecting}
      </span>
      {last === null ? null : (
        <span className="figure ms-auto font-normal" data-testid="last-message">
          {last}
        </span>
      )}
    </Bar>
  );
}

function BeforeFirst() {
  const waited = useFreshness((freshness) => (freshness.ageSeconds >= firstPatience ? "long" : "briefly"));
  return waited === "long" ? <Bar>{freshnessWords.unreachable}</Bar> : null;
}

function Bar({ children }: { children: ReactNode }) {
  return (
    <div
      className="severity flex flex-wrap items-center gap-x-3 px-6 py-2 font-medium max-lg:px-3"
      data-severity="watch"
      data-banner
      data-testid="banner"
    >
      <Glyph name="watch" />
      {children}
    </div>
  );
}

/** Those who hear the page are told once that the figures are old, and once that they are fresh again. */
function useToldAloud(silent: boolean): void {
  const announce = useAnnounce();
  const before = useRef(false);
  useEffect(() => {
    if (silent !== before.current) announce(silent ? words.silent : words.heardAgain);
    before.current = silent;
  }, [silent, announce]);
}
