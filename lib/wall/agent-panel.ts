import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { type Area, type Profile, profiles } from "./frame.ts";

/**
 * How the agents stand. It depends on how many there are and on the room, never on what they are doing: so no tile
 * moves because another phone rings. `ringRows` rows on top are kept for the phones that ring.
 */
export type AgentPanelPlan =
  | { readonly kind: "none" }
  /** Few: one column, with what each is doing and for how long. */
  | { readonly kind: "list"; readonly ringRows: number }
  | { readonly kind: "tiles"; readonly columns: number; readonly ringRows: number }
  /** Many: a field of glyphs, sorted by state. `hidden` agents have no glyph even so. `cell` in units. */
  | {
      readonly kind: "glyphs";
      readonly cell: number;
      readonly columns: number;
      readonly shown: number;
      readonly hidden: number;
      readonly ringRows: number;
    }
  /** Too far away for names. */
  | { readonly kind: "counts"; readonly ringRows: number };

/** Units at k = 6; the style sheet draws the same. */
export const agentPitch = { tile: 5.4, listTile: 6.5, legend: 8.6, tileWidth: 26, columnGap: 0.6 } as const;
const fewAgents = 6;
const largestCell = 6;
const smallestCell = 2.65;
const mostRingRows = 3;

export function planAgentPanel(agents: number, area: Area, profile: Profile): AgentPanelPlan {
  if (agents === 0) return { kind: "none" };
  const scale = profiles[profile].k / profiles.standard.k;
  const pitch = agentPitch.tile * scale;
  if (profile !== "standard") {
    const room = area.height - agentPitch.legend * scale;
    return { kind: "counts", ringRows: ringRowsIn(room, pitch) };
  }
  const listRoom = area.height - agents * agentPitch.listTile;
  if (agents <= fewAgents && listRoom >= pitch) return { kind: "list", ringRows: ringRowsIn(listRoom, pitch) };

  const room = area.height - agentPitch.legend;
  const columns = Math.floor((area.width + agentPitch.columnGap) / (agentPitch.tileWidth + agentPitch.columnGap));
  const tileRoom = room - Math.ceil(agents / columns) * pitch;
  if (tileRoom >= pitch) return { kind: "tiles", columns, ringRows: ringRowsIn(tileRoom, pitch) };
  return planGlyphs(agents, { width: area.width, height: room }, pitch);
}

/** As many names of ringing phones as can be had, then the largest glyphs that leave room for them. */
function planGlyphs(agents: number, room: Area, pitch: number): AgentPanelPlan {
  for (let ringRows = mostRingRows; ringRows > 0; ringRows--) {
    const field = { width: room.width, height: room.height - ringRows * pitch };
    const cell = largestCellFor(agents, field);
    if (cell === null) continue;
    const columns = Math.floor(field.width / cell);
    return { kind: "glyphs", cell, columns, shown: agents, hidden: 0, ringRows };
  }
  const field = { width: room.width, height: room.height - pitch };
  const columns = Math.floor(field.width / smallestCell);
  const capacity = columns * Math.floor(field.height / smallestCell);
  // The last row is kept for the words that say how many more there are.
  const shown = Math.max(0, capacity - 2 * columns);
  return { kind: "glyphs", cell: smallestCell, columns, shown, hidden: agents - shown, ringRows: 1 };
}

function largestCellFor(agents: number, field: Area): number | null {
  for (let columns = Math.ceil(field.width / largestCell); columns <= field.width / smallestCell; columns++) {
    const cell = Math.min(largestCell, field.width / columns);
    if (columns * Math.floor(field.height / cell) >= agents) return cell;
  }
  return null;
}

function ringRowsIn(room: number, pitch: number): number {
  return Math.max(1, Math.min(mostRingRows, Math.floor(room / pitch)));
}

/** The order of the glyph field: those who may act first. */
const fieldOrder: readonly AgentState[] = ["ringing", "idle", "dialing", "talking"];

/** The glyphs of the field, in its order, agents of one state by number. */
export function fieldOf(agents: readonly AgentStatus[]): readonly AgentState[] {
  return agents.map((agent) => agent.state).sort((a, b) => fieldOrder.indexOf(a) - fieldOrder.indexOf(b));
}

export function countStates(agents: readonly AgentStatus[]): Readonly<Record<AgentState, number>> {
  const counts: Record<AgentState, number> = { idle: 0, ringing: 0, talking: 0, dialing: 0 };
  for (const agent of agents) counts[agent.state]++;
  return counts;
}

/** How the ringing phones share their rows: one a row while they fit, then two, the last place for the number left over. */
export interface RingPlaces {
  readonly columns: 1 | 2;
  readonly shown: number;
  readonly more: number;
}

export function placeRinging(ringing: number, rows: number): RingPlaces {
  if (ringing <= rows) return { columns: 1, shown: ringing, more: 0 };
  const places = 2 * rows;
  if (ringing <= places) return { columns: 2, shown: ringing, more: 0 };
  return { columns: 2, shown: places - 1, more: ringing - places + 1 };
}
