import Link from "next/link";
import { type ReactNode, useMemo } from "react";
import { Glyph, type GlyphName } from "#components/board/glyph.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { useBoardNow, useFigures, useLastMessage } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { oldestCallBackLimit, type Severity, severityOfAge } from "#lib/display/severity.ts";
import { ageOf, noValue, timerText, timeText } from "#lib/display/texts.ts";
import { countCallBacks, countNotOnCall, countWaiting } from "#lib/wall/headline.ts";
import { FigureLink } from "./figure-link.tsx";
import { screenAddresses } from "./office-screen.ts";
import { useOffered } from "./use-offered.ts";
import { words } from "./words.ts";

/** The wall's four headline figures, as small as a header has room for, and as honest. */
export function LiveFigures() {
  return (
    <ul
      aria-label={words.now}
      className="flex flex-wrap items-center gap-x-2 gap-y-1 text-table max-lg:order-3 max-lg:-mx-1 max-lg:w-full max-lg:text-meta max-sm:gap-x-1"
      data-testid="live-figures"
    >
      <Waiting />
      <NotOnCall />
      <CallBack />
    </ul>
  );
}

function Waiting() {
  const calls = useBoardLink((link) => link.board?.calls ?? null);
  const waiting = useMemo(() => (calls === null ? null : countWaiting(calls)), [calls]);
  const gone = useFigures() === "gone";
  const seconds = secondsBetween(waiting?.since ?? null, useBoardNow());
  const limit = useWaitLimit();
  const { waiting: word, longest, longestMore } = words.figures;
  return (
    <>
      <Figure name="waiting" glyph="waiting" word={word}>
        {gone || waiting === null ? null : <WaitingLink label={word}>{waiting.count}</WaitingLink>}
      </Figure>
      <Figure
        name="longest"
        severity={severityOfAge(seconds, limit)}
        glyph={null}
        word={longest}
        wordMore={longestMore}
      >
        {seconds === null ? null : <WaitingLink label={`${longest} ${longestMore}`}>{timerText(seconds)}</WaitingLink>}
      </Figure>
    </>
  );
}

function WaitingLink({ label, children }: { label: string; children: ReactNode }) {
  return (
    <FigureLink name="now-waiting" label={label}>
      <Value>{children}</Value>
    </FigureLink>
  );
}

function NotOnCall() {
  const agents = useBoardLink((link) => link.board?.agents ?? null);
  const gone = useFigures() === "gone";
  const known = gone || agents === null || agents.length === 0 ? null : agents;
  return (
    <Figure
      name="not-on-call"
      glyph="idle"
      word={words.figures.notOnCall}
      aside={known === null ? null : words.figures.of(known.length)}
    >
      {known === null ? null : <FloorLink name="notOnCall">{countNotOnCall(known)}</FloorLink>}
    </Figure>
  );
}

/** The one figure that outlives the connection: nobody calls back by himself because a cable is out. */
function CallBack() {
  const missed = useBoardLink((link) => link.board?.missed ?? null);
  const open = useMemo(() => (missed === null ? null : countCallBacks(missed)), [missed]);
  const seconds = secondsBetween(open?.since ?? null, useBoardNow());
  const oldest = ageOf(seconds);
  const asOf = useAsOf();
  return (
    <Figure
      name="call-back"
      severity={severityOfAge(seconds, oldestCallBackLimit)}
      glyph="missed"
      word={words.figures.callBack}
      aside={asOf ?? (oldest === null ? null : words.figures.oldest(oldest))}
      lasting
    >
      {open === null ? null : <FloorLink name="callBack">{open.count}</FloorLink>}
    </Figure>
  );
}

/** To the people and callers behind a figure that counts no calls, for those who may see all of them. */
function FloorLink({ name, children }: { name: "notOnCall" | "callBack"; children: ReactNode }) {
  const offered = useOffered();
  if (!offered(screenAddresses.supervisor)) return <Value>{children}</Value>;
  return (
    <Tooltip text={words.figures.rules[name]}>
      <Link href={screenAddresses.supervisor} prefetch={false} className="figure figure-link">
        <span className="unseen">{words.figures[name]} </span>
        <Value>{children}</Value>
      </Link>
    </Tooltip>
  );
}

function Value({ children }: { children: ReactNode }) {
  return <span data-testid="value">{children}</span>;
}

/** "as of 14:31" for what is still shown when the rest is gone. */
function useAsOf(): string | null {
  const figures = useFigures();
  const at = useLastMessage(figures);
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  if (figures !== "gone" || at === null || timeZone === null) return null;
  return words.figures.asOf(timeText(at, timeZone, "minute"));
}

interface FigureProps {
  readonly name: string;
  readonly severity?: Severity;
  readonly glyph: GlyphName | null;
  readonly word: string;
  /** The rest of the word, where there is room. */
  readonly wordMore?: string;
  readonly aside?: string | null;
  readonly lasting?: boolean;
  /** The figure, as a link; null: there is none. */
  readonly children: ReactNode;
}

function Figure(props: FigureProps) {
  const { name, severity = "normal", glyph, word, wordMore = "", aside = null, lasting = false, children } = props;
  const sign = severityGlyph(severity);
  return (
    <li
      className={`severity flex min-h-7 items-center gap-1.5 rounded-md px-2 max-sm:gap-1 max-sm:px-1 ${lasting ? "" : "perishable"}`}
      data-severity={severity}
      data-testid={`live-${name}`}
    >
      {sign === null ? <Plain glyph={glyph} /> : <Glyph name={sign} />}
      <span className="font-semibold">{children ?? <Value>{noValue}</Value>}</span>
      <span>
        {word}
        {wordMore === "" ? null : <span className="max-sm:hidden"> {wordMore}</span>}
      </span>
      {aside === null ? null : <span className="text-[0.9em] max-sm:hidden">({aside})</span>}
    </li>
  );
}

/** In a narrow window the word must do. */
function Plain({ glyph }: { glyph: GlyphName | null }) {
  return glyph === null ? null : (
    <span className="flex max-sm:hidden">
      <Glyph name={glyph} />
    </span>
  );
}
