import { useFigures } from "#components/board/use-board-time.ts";
import type { AgentStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type AgentPanelPlan, planAgentPanel } from "#lib/wall/agent-panel.ts";
import { frameOf, type Profile } from "#lib/wall/frame.ts";
import { AgentList } from "./agent-list.tsx";
import { AgentTiles } from "./agent-tiles.tsx";
import { GlyphField } from "./glyph-field.tsx";
import { Legend } from "./legend.tsx";
import { RingingPhones } from "./ringing-phones.tsx";
import { usePicture } from "./use-picture.ts";
import { words } from "./words.ts";
import "./agents.css";

const nobody: readonly AgentStatus[] = [];

/** Who rings, before anything else; then everybody, as large as there is room for. */
export function AgentPanel({ profile }: { profile: Profile }) {
  const known = useBoardLink((link) => link.board !== null);
  const agents = useBoardLink((link) => link.board?.agents ?? nobody);
  const gone = useFigures() === "gone";
  const plan = planAgentPanel(agents.length, frameOf(usePicture(), profile).agents, profile);
  return (
    <section className="panel agents" data-testid="agents" data-plan={plan.kind}>
      <h2 className="unseen">{words.agents.title}</h2>
      {!known || gone ? <Unknown known={known} /> : <Floor plan={plan} agents={agents} />}
    </section>
  );
}

/** Before the first data the dashes speak for themselves; later somebody may be looking for his name. */
function Unknown({ known }: { known: boolean }) {
  return (
    <>
      <Legend agents={null} size="large" />
      {known ? <p className="nobody">{words.agents.notKnown}</p> : null}
    </>
  );
}

function Floor({ plan, agents }: { plan: AgentPanelPlan; agents: readonly AgentStatus[] }) {
  switch (plan.kind) {
    case "none":
      return (
        <div className="agents-none">
          <p>{words.agents.none}</p>
          <p className="agents-none-why">{words.agents.noneWhy}</p>
        </div>
      );
    case "list":
      return (
        <>
          <RingingPhones space={plan.ring} />
          <AgentList agents={agents} />
        </>
      );
    case "tiles":
      return (
        <>
          <RingingPhones space={plan.ring} />
          <Legend agents={agents} size="line" />
          <AgentTiles agents={agents} columns={plan.columns} />
        </>
      );
    case "glyphs":
      return (
        <>
          <RingingPhones space={plan.ring} />
          <Legend agents={agents} size="large" />
          <GlyphField agents={agents} plan={plan} />
        </>
      );
    case "counts":
      return (
        <>
          <RingingPhones space={plan.ring} />
          <Legend agents={agents} size="large" />
        </>
      );
  }
}
