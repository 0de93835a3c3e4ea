import { useMemo, useState } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useBoardNow, useFigures } from "#components/board/use-board-time.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
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
import { useHeld } from "./use-held.ts";
import { useHeldList } from "./use-held-list.ts";
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
  const [state, setState] = useState<AgentState | null>(null);
  const [find, setFind] = useState("");
  const counts = useMemo(() => countAgents(agents), [agents]);
  const body = () => {
    if (gone) return <p className="px-4 pb-3 text-ink-2">{words.agents.unknown}</p>;
    if (agents.length === 0) return <p className="px-4 pb-3 text-ink-2">{words.agents.none}</p>;
    return <Lines agents={agents} rangOut={rangOut ?? noRuns} state={state} find={find} />;
  };
  const aside = (
    <div className="flex min-w-0 flex-1 flex-wrap items-center justify-end gap-2">
      <States counts={counts} state={state} onState={setState} />
      {agents.length > many ? (
        <div className="min-w-20 max-w-52 flex-1">
          <TextField
            label={words.agents.find}
            bare
            type="search"
            placeholder={words.agents.findShort}
            value={find}
            onChange={(event) => setFind(event.currentTarget.value)}
          />
        </div>
      ) : null}
    </div>
  );
  return (
    <Panel holds title={words.agents.title} aside={gone || agents.length === 0 ? null : aside}>
      {body()}
    </Panel>
  );
}

interface StatesProps {
  readonly counts: Readonly<Record<AgentState, number>>;
  readonly state: AgentState | null;
  readonly onState: (state: AgentState | null) => void;
}

/** How many do what; pressed, only those are listed. */
function States({ counts, state, onState }: StatesProps) {
  return (
    <fieldset className="flex gap-1">
      <legend className="unseen">{words.agents.state}</legend>
      {states.map((one) => (
        <Tooltip key={one} text={words.agents.states[one]}>
          <Button
            size="compact"
            tone={one === state ? "primary" : "plain"}
            aria-pressed={one === state}
            onClick={() => onState(one === state ? null : one)}
          >
            <span className={`flex ${one === state ? "" : inks[one]}`}>
              <Glyph name={one} />
            </span>
            <span className="unseen">{words.agents.states[one]} </span>
            <span className="figure">{counts[one]}</span>
          </Button>
        </Tooltip>
      ))}
    </fieldset>
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
  const { held, region } = useHeld();
  const truth = useMemo(() => {
    const every = agentLines(agents, rangOut, now, { state: null, find: "" });
    return {
      key: JSON.stringify([state, find]),
      items: agentLines(agents, rangOut, now, { state, find }),
      known: new Map(every.map((line) => [line.agent.extension, line])),
      idOf: (line: AgentLine) => line.agent.extension,
    };
  }, [agents, rangOut, now, state, find]);
  const { items } = useHeldList(truth, held).list;
  if (items.length === 0) return <p className="px-4 pb-3 text-ink-2">{words.agents.notFound}</p>;
  return (
    <VirtualRows label={words.agents.title} items={items} keyOf={({ id }) => id} usual={36} region={region}>
      {({ item }) => <Line {...item} />}
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
      className="perishable grid min-h-9 grid-cols-[7.75rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-0.5 text-table leading-tight"
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
          {name === null ? null : <span className="max-w-1/2 shrink-0 truncate text-ink-2 text-meta">{extension}</span>}
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
