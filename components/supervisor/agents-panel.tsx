import { useMemo, useState } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useBoardNow, useFigures } from "#components/board/use-board-time.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { extensionText, noValue, timeText } from "#lib/display/texts.ts";
import {
  type AgentException,
  type AgentLine,
  agentLines,
  countAgents,
  type RangOut,
} from "#lib/supervisor/agent-lines.ts";
import { VirtualRows } from "./virtual-rows.tsx";
import { words } from "./words.ts";

const none: readonly AgentStatus[] = [];
const noRuns: readonly RangOut[] = [];
const states: readonly AgentState[] = ["idle", "ringing", "talking", "dialing"];
/** More than one looks through by eye. */
const many = 12;

/** Who does what, those first whom something keeps: nobody is ranked here, and nothing of it is on the wall. */
export function AgentsPanel({ rangOut }: { rangOut: readonly RangOut[] | null }) {
  const agents = useBoardLink((link) => link.board?.agents ?? none);
  const gone = useFigures() === "gone";
  const [state, setState] = useState<AgentState | "all">("all");
  const [find, setFind] = useState("");
  const counts = useMemo(() => countAgents(agents), [agents]);
  const options = [
    { value: "all" as const, label: `${words.agents.all} ${agents.length}` },
    ...states.map((value) => ({ value, label: `${words.agents.states[value]} ${counts[value]}` })),
  ];
  const body = () => {
    if (gone) return <p className="px-4 pb-3 text-ink-2">{words.agents.unknown}</p>;
    if (agents.length === 0) return <p className="px-4 pb-3 text-ink-2">{words.agents.none}</p>;
    return (
      <>
        <div className="grid grid-cols-2 gap-2 px-4 pb-2">
          <SelectField bare label={words.agents.state} options={options} value={state} onChange={setState} />
          {agents.length > many ? (
            <TextField
              label={words.agents.find}
              bare
              type="search"
              placeholder={words.agents.find}
              value={find}
              onChange={(event) => setFind(event.currentTarget.value)}
            />
          ) : null}
        </div>
        <Lines agents={agents} rangOut={rangOut ?? noRuns} state={state === "all" ? null : state} find={find} />
      </>
    );
  };
  return (
    <Panel title={words.agents.title} aside={gone ? null : <Counts counts={counts} />}>
      {body()}
    </Panel>
  );
}

function Counts({ counts }: { counts: Readonly<Record<AgentState, number>> }) {
  return (
    <ul className="flex gap-3">
      {states.map((state) => (
        <li key={state} className="flex items-center gap-1">
          <span className={`flex ${inks[state]}`}>
            <Glyph name={state} />
          </span>
          <span className="unseen">{words.agents.states[state]} </span>
          <span className="figure">{counts[state]}</span>
        </li>
      ))}
    </ul>
  );
}

interface LinesProps {
  readonly agents: readonly AgentStatus[];
  readonly rangOut: readonly RangOut[];
  readonly state: AgentState | null;
  readonly find: string;
}

function Lines({ agents, rangOut, state, find }: LinesProps) {
  const now = useBoardNow();
  const lines = agentLines(agents, rangOut, now, { state, find });
  if (lines.length === 0) return <p className="px-4 pb-3 text-ink-2">{words.agents.notFound}</p>;
  return (
    <VirtualRows label={words.agents.title} items={lines} keyOf={({ agent }) => agent.extension} usual={36}>
      {(line) => <Line {...line} />}
    </VirtualRows>
  );
}

const inks: Readonly<Record<AgentState, string>> = {
  idle: "text-idle",
  ringing: "text-ring",
  talking: "text-talk",
  dialing: "text-talk",
};

function Line({ agent, exception }: AgentLine) {
  const { extension, name, state, since } = agent;
  return (
    <div
      className="perishable grid min-h-9 grid-cols-[8.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 text-table leading-tight"
      data-testid="agent-line"
      data-extension={extension}
      data-exception={exception?.kind ?? "none"}
    >
      <span className="flex items-center gap-1.5">
        <span className={`flex ${inks[state]}`}>
          <Glyph name={state} />
        </span>
        {words.agents.states[state]}
      </span>
      <span className="grid min-w-0">
        <span className="flex min-w-0 items-baseline gap-1.5">
          <Name text={name ?? extensionText(extension)} cut="end" />
          {name === null ? null : <span className="shrink-0 text-ink-2 text-meta">{extension}</span>}
        </span>
        {exception === null ? null : <Exception extension={extension} exception={exception} />}
      </span>
      <span className="text-end">
        {state === "idle" ? (
          <Timer since={since} />
        ) : (
          <FigureLink
            name="now-live"
            scope={{ agent: extension }}
            label={words.agents.callOf(plainName(name ?? extensionText(extension)))}
          >
            <Timer since={since} />
          </FigureLink>
        )}
      </span>
    </div>
  );
}

/** A note, with the shape of a warning where a phone is not answered; never a colour on a person. */
function Exception({ extension, exception }: { extension: string; exception: AgentException }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  switch (exception.kind) {
    case "talks-long":
      return <span className="text-ink-2 text-meta">{words.agents.talksLong(exception.minutes)}</span>;
    case "rings-long":
      return (
        <span className="flex items-center gap-1.5 text-meta text-watch-line">
          <Glyph name="watch" />
          {words.agents.ringsLong}
        </span>
      );
    case "rang-out": {
      const { count, since } = exception;
      const time = timeZone === null ? noValue : timeText(Date.parse(since), timeZone, "minute");
      return (
        <span className="flex flex-wrap items-center gap-x-1.5 text-meta text-watch-line">
          <Glyph name="watch" />
          <FigureLink name="agent-ring-no-answer" scope={{ agent: extension, from: since }} label="">
            {words.agents.rangOut(count)}
          </FigureLink>
          {words.agents.since(time)}
        </span>
      );
    }
  }
}
