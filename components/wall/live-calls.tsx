import { memo, useMemo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import { useFigures } from "#components/board/use-board-time.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type CallLine, callLines } from "#lib/wall/live-calls.ts";
import { words } from "./words.ts";
import "./queue-callers.css";

const noCalls = [] as const;

/** Without queues the calls themselves are the picture. */
export function LiveCalls({ rows }: { rows: number }) {
  const calls = useBoardLink((link) => link.board?.calls ?? noCalls);
  const gone = useFigures() === "gone";
  const names = useAgentNames();
  const { lines, more } = useMemo(() => callLines(calls, rows), [calls, rows]);
  return (
    <section className="panel queues" data-testid="queues" data-plan="calls">
      <h2 className="calls-title">{words.calls.title}</h2>
      {gone || lines.length === 0 ? (
        <p className="nobody">{gone ? words.agents.notKnown : words.calls.none}</p>
      ) : (
        <ul className="calls">
          {lines.map((line) => (
            <CallRow key={line.id} line={line} who={ourSide(line, names)} />
          ))}
          {more === 0 ? null : <li className="single-more">{words.calls.more(more)}</li>}
        </ul>
      )}
    </section>
  );
}

const CallRow = memo(({ line, who }: { line: CallLine; who: string }) => {
  return (
    <li className="call" data-testid="call-line" data-state={line.state}>
      <span className="call-what">
        <Glyph name={line.state === "queued" ? "waiting" : line.state} />
        <span className="call-state">{words.calls.state[line.state]}</span>
        <span className="call-who" data-cut>
          <bdi>{who}</bdi>
        </span>
      </span>
      <Timer since={line.since} className="call-time" />
    </li>
  );
});

/** Our own people and lines, never the caller. */
function ourSide(line: CallLine, names: (extension: string) => string): string {
  if (line.ringing.length > 0) return line.ringing.map(names).join(", ");
  if (line.agent !== null) return names(line.agent);
  return line.line === null ? "" : words.calls.line(line.line);
}
