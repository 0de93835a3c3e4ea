import { memo } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { words } from "./words.ts";

/** A handful: there is room for what each is doing, and since when. */
export function AgentList({ agents }: { agents: readonly AgentStatus[] }) {
  const names = useAgentNames();
  return (
    <ul className="agent-list">
      {agents.map((agent) => (
        <AgentLine
          key={agent.extension}
          extension={agent.extension}
          state={agent.state}
          since={agent.since}
          name={names(agent.extension)}
        />
      ))}
    </ul>
  );
}

interface AgentLineProps {
  readonly extension: string;
  readonly state: AgentState;
  readonly since: string;
  readonly name: string;
}

const AgentLine = memo(({ extension, state, since, name }: AgentLineProps) => {
  return (
    <li className="agent-tile agent-line" data-testid="agent" data-extension={extension} data-state={state}>
      <Glyph name={state} />
      <Name text={name} cut="end" />
      <span className="agent-doing">{words.agents.state[state]}</span>
      {state === "idle" ? null : (
        <span className="agent-time">
          <Timer since={since} />
        </span>
      )}
    </li>
  );
});
