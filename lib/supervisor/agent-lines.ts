import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { FloorAnswer } from "#lib/protocol/api/report-answers.ts";

export type RangOut = FloorAnswer["rangOut"][number];

/** What about an agent somebody may want to look into; coaching, not judgement: no figure ranks anybody. */
export type AgentException =
  /** Rings in a row that ran out; `since` ISO 8601. */
  | { readonly kind: "rang-out"; readonly count: number; readonly since: string }
  | { readonly kind: "rings-long" }
  | { readonly kind: "talks-long"; readonly minutes: number };

export interface AgentLine {
  readonly agent: AgentStatus;
  readonly exception: AgentException | null;
}

/** Screens 2.10. */
const rangOutLimit = 2;
/** s */
const ringsLongAfter = 25;
/** min: noted from here on. */
const talksLongAfter = 30;
/** min: stands among the exceptions from here on. */
const talksVeryLongAfter = 45;

export interface AgentsWanted {
  /** null: all. */
  readonly state: AgentState | null;
  /** A part of a name or extension; empty: all. */
  readonly find: string;
}

/** Those with an exception first, then by number, as the board has them. @param now epoch ms; null: nobody knows */
export function agentLines(
  agents: readonly AgentStatus[],
  rangOut: readonly RangOut[],
  now: number | null,
  { state, find }: AgentsWanted,
): readonly AgentLine[] {
  const runs = new Map(rangOut.map((run) => [run.extension, run]));
  const wanted = plainName(find).toLowerCase();
  const lines = agents
    .filter((agent) => state === null || agent.state === state)
    .filter((agent) => `${plainName(agent.name ?? "").toLowerCase()} ${agent.extension}`.includes(wanted))
    .map((agent) => ({ agent, exception: exceptionOf(agent, runs.get(agent.extension), now) }));
  return [...lines.filter(isOnTop), ...lines.filter((line) => !isOnTop(line))];
}

function isOnTop({ exception }: AgentLine): boolean {
  return exception !== null && (exception.kind !== "talks-long" || exception.minutes >= talksVeryLongAfter);
}

function exceptionOf(agent: AgentStatus, run: RangOut | undefined, now: number | null): AgentException | null {
  const seconds = now === null ? 0 : (now - Date.parse(agent.since)) / 1000;
  // Whoever talks or dials now is at the desk: what rang out before is over.
  const present = agent.state === "talking" || agent.state === "dialing";
  if (run !== undefined && run.count >= rangOutLimit && !present) {
    return { kind: "rang-out", count: run.count, since: run.since };
  }
  if (agent.state === "ringing" && seconds > ringsLongAfter) return { kind: "rings-long" };
  if (agent.state === "talking" && seconds >= talksLongAfter * 60) {
    return { kind: "talks-long", minutes: Math.floor(seconds / 60) };
  }
  return null;
}

export function countAgents(agents: readonly AgentStatus[]): Readonly<Record<AgentState, number>> {
  const count = (state: AgentState) => agents.filter((agent) => agent.state === state).length;
  return { idle: count("idle"), ringing: count("ringing"), talking: count("talking"), dialing: count("dialing") };
}
