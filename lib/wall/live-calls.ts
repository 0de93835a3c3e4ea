import type { LiveCall } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";
import { waitBegan } from "./headline.ts";

/** A live call as the wall may show it: without the caller. */
export interface CallLine {
  readonly id: string;
  readonly state: "ivr" | "queued" | "ringing" | "talking" | "dialing" | "uncertain";
  /** Since when that is so, or since when the caller waits; ISO 8601. */
  readonly since: string;
  readonly ringing: readonly string[];
  readonly agent: string | null;
  readonly line: string | null;
}

export interface CallLines {
  readonly lines: readonly CallLine[];
  /** Calls that have no line of their own. */
  readonly more: number;
}

/** Who waits first, longest first; then the rest, oldest first. As many as there is room for. */
export function callLines(calls: readonly LiveCall[], capacity: number): CallLines {
  const lines = calls.map(lineOf).sort((a, b) => rank(a) - rank(b) || compareText(a.since, b.since));
  if (lines.length <= capacity) return { lines, more: 0 };
  const shown = Math.max(0, capacity - 1);
  return { lines: lines.slice(0, shown), more: lines.length - shown };
}

function lineOf(call: LiveCall): CallLine {
  const state = shownState(call);
  return {
    id: call.id,
    state,
    since: state === "queued" || state === "ringing" ? waitBegan(call) : call.stateSince,
    ringing: call.ringing,
    agent: call.agent,
    line: call.did,
  };
}

function shownState(call: LiveCall): CallLine["state"] {
  if (call.uncertain) return "uncertain";
  switch (call.state) {
    case "answered":
    case "transferred":
      return "talking";
    case "ivr":
    case "queued":
    case "ringing":
    case "dialing":
      return call.state;
  }
}

function rank(line: CallLine): number {
  switch (line.state) {
    case "queued":
    case "ringing":
      return 0;
    case "ivr":
      return 1;
    case "dialing":
    case "talking":
      return 2;
    case "uncertain":
      return 3;
  }
}
