import { memo, useMemo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { type AgentPanelPlan, fieldOf } from "#lib/wall/agent-panel.ts";
import { words } from "./words.ts";

type GlyphPlan = Extract<AgentPanelPlan, { kind: "glyphs" }>;

/** A crowd: what it is doing, at a glance. Who hears the page hears the counts of the legend instead. */
export function GlyphField({ agents, plan }: { agents: readonly AgentStatus[]; plan: GlyphPlan }) {
  const states = useMemo(() => fieldOf(agents).slice(0, plan.shown), [agents, plan.shown]);
  return (
    <>
      <div
        className="glyph-field"
        data-testid="glyph-field"
        aria-hidden="true"
        style={{ "--columns": plan.columns, "--cell": plan.cell }}
      >
        {states.map((state, place) => (
          <FieldGlyph key={place} state={state} />
        ))}
      </div>
      {plan.hidden === 0 ? null : <p className="glyph-hidden">{words.agents.hidden(plan.hidden)}</p>}
    </>
  );
}

const FieldGlyph = memo(({ state }: { state: AgentState }) => {
  return (
    <span className="field-glyph" data-state={state}>
      <Glyph name={state} />
    </span>
  );
});
