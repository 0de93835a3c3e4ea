import { memo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { words } from "./words.ts";

/** Everybody in his place, by number: a face in a crowd is found where it was a minute ago. */
export function AgentTiles({ agents, columns }: { agents: readonly AgentStatus[]; columns: number }) {
  const names = useAgentNames();
  return (
    <ul className="agent-tiles" style={{ "--columns": columns }}>
      {agents.map((agent) => (
        <AgentTile
          key={agent.extension}
          extension={agent.extension}
          state={agent.state}
          name={names(agent.extension)}
        />
      ))}
    </ul>
  );
}

interface AgentTileProps {
  readonly extension: string;
  readonly state: AgentState;
  readonly name: string;
}

const AgentTile = memo(({ extension, state, name }: AgentTileProps) => {
  return (
    <li className="agent-tile" data-testid="agent" data-extension={extension} data-state={state}>
      <Glyph name={state} />
      <Name text={name} cut="end" />
      <span className="unseen">{words.agents.state[state]}</span>
    </li>
  );
});
