import { memo, useMemo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { noValue } from "#lib/display/texts.ts";
import { countStates } from "#lib/wall/agent-panel.ts";
import { words } from "./words.ts";

/** Those who are not on a call stand in the headline. */
const shown: readonly AgentState[] = ["ringing", "talking", "dialing"];

interface LegendProps {
  /** null: unknown. */
  readonly agents: readonly AgentStatus[] | null;
  /** `line`: beside tiles, which can be counted, a key to their glyphs is enough. */
  readonly size: "large" | "line";
}

/** How many do what, and what the glyphs below mean. */
export function Legend({ agents, size }: LegendProps) {
  const counts = useMemo(() => (agents === null ? null : countStates(agents)), [agents]);
  return (
    <dl className="legend" data-testid="legend" data-size={size}>
      {shown.map((state) => (
        <Count key={state} state={state} count={counts === null ? null : counts[state]} />
      ))}
    </dl>
  );
}

const Count = memo(({ state, count }: { state: AgentState; count: number | null }) => {
  return (
    <div className="legend-count" data-state={state} data-empty={count === 0}>
      <dt data-cut>{words.agents.state[state]}</dt>
      <dd>
        <Glyph name={state} />
        <span className="figure" data-testid={`count-${state}`}>
          {count ?? noValue}
        </span>
      </dd>
    </div>
  );
});
