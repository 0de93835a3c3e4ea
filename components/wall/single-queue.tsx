import { memo, useMemo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { Timer } from "#components/board/timer.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import { useBoardNow, useFigures } from "#components/board/use-board-time.ts";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import type { QueueStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { missesServiceLevel, type Severity, severityOfAge } from "#lib/display/severity.ts";
import { percentText, timerText } from "#lib/display/texts.ts";
import { callerLines, type CallerLine as Line } from "#lib/wall/caller-line.ts";
import { words } from "./words.ts";
import "./queue-callers.css";

const noCalls = [] as const;

/** A queue that has the panel to itself: how its day goes, and its callers in the order in which they are served. */
export function SingleQueue({ queue, rows }: { queue: string; rows: number }) {
  const status = useBoardLink((link) => link.board?.queues.find((known) => known.queue === queue) ?? null);
  const calls = useBoardLink((link) => link.board?.calls ?? noCalls);
  const gone = useFigures() === "gone";
  const now = useBoardNow();
  const names = useAgentNames();
  const limit = useWaitLimit();
  const { lines, more } = useMemo(() => callerLines(calls, queue, rows), [calls, queue, rows]);
  if (status === null) return null;
  return (
    <section className="panel queues" data-testid="queues" data-plan="single">
      <h2 className="single-name">
        <Name text={status.name ?? status.queue} cut="middle" />
      </h2>
      <DayFigures status={status} />
      {gone || lines.length === 0 ? (
        <p className="nobody">{gone ? words.agents.notKnown : words.queues.nobodyWaiting}</p>
      ) : (
        <ol className="single-callers">
          {lines.map((line) => (
            <CallerLine
              key={line.id}
              line={line}
              severity={severityOfAge(secondsBetween(line.since, now), limit)}
              ringingAt={line.ringing.map((extension) => names(extension)).join(", ")}
            />
          ))}
          {more === 0 ? null : <li className="single-more">{words.queues.moreCallers(more)}</li>}
        </ol>
      )}
    </section>
  );
}

function DayFigures({ status }: { status: QueueStatus }) {
  const { figures } = words.queues;
  return (
    <dl className="single-figures">
      <DayFigure word={figures.answered} value={String(status.answered)} />
      <DayFigure word={figures.missed} value={String(status.missed)} />
      <DayFigure
        word={figures.serviceLevel}
        value={percentText(status.serviceLevel)}
        missed={missesServiceLevel(status)}
      />
      <DayFigure word={figures.wait} value={timerText(status.averageSpeedOfAnswer)} />
      <DayFigure word={figures.talk} value={timerText(status.averageHandleTime)} />
    </dl>
  );
}

function DayFigure({ word, value, missed = false }: { word: string; value: string; missed?: boolean }) {
  return (
    <div className="single-figure">
      <dt data-cut>{word}</dt>
      <dd className="figure">
        <span className="queue-level" data-missed={missed}>
          {value}
        </span>
      </dd>
    </div>
  );
}

interface CallerLineProps {
  readonly line: Line;
  readonly severity: Severity;
  readonly ringingAt: string;
}

const CallerLine = memo(({ line, severity, ringingAt }: CallerLineProps) => {
  const rings = ringingAt !== "";
  return (
    <li className="single-caller" data-testid="caller-line" data-severity={severity} data-rings={rings}>
      <span className="figure single-place">{line.place}</span>
      <Glyph name={severityGlyph(severity) ?? (rings ? "ringing" : "waiting")} />
      <span className="queue-longest">
        <Timer since={line.since} />
      </span>
      <span className="single-fate" data-cut>
        {line.number === null ? null : <bdi className="figure">{`${line.number} `}</bdi>}
        {rings ? words.queues.ringingAt(ringingAt) : line.place === 1 ? words.queues.next : null}
      </span>
    </li>
  );
});
