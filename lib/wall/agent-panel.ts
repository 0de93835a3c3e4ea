import type { AgentState, AgentStatus } from "#lib/board/board.ts";
import { type Area, type Profile, profiles } from "./frame.ts";

/** The places on top that are kept for phones that ring. */
export interface RingSpace {
  readonly rows: number;
  /** How many names fit beside each other, if it must be. */
  readonly columns: 1 | 2;
  /** About how many letters a row holds beside its glyph and its timer, and half a row beside its glyph. */
  readonly letters: { readonly row: number; readonly half: number };
}

/**
 * How the agents stand. It depends on how many there are and on the room, never on what they are doing: so no tile
 * moves because another phone rings.
 */
export type AgentPanelPlan =
  | { readonly kind: "none" }
  /** Few: one column, with what each is doing and for how long. */
  | { readonly kind: "list"; readonly ring: RingSpace }
  | { readonly kind: "tiles"; readonly columns: number; readonly ring: RingSpace }
  /** Many: a field of glyphs, sorted by state. `hidden` agents have no glyph even so. `cell` in units. */
  | {
      readonly kind: "glyphs";
      readonly cell: number;
      readonly columns: number;
      readonly shown: number;
      readonly hidden: number;
      readonly ring: RingSpace;
    }
  /** Too far away for names, but for those of ringing phones. */
  | { readonly kind: "counts"; readonly ring: RingSpace };

/** Units at k = 6; the style sheet draws the same. */
export const agentPitch = {
  tile: 5.4,
  tallestTile: 8.4,
  listTile: 6.5,
  legend: 9.4,
  legendLine: 4,
  tileWidth: 26,
  columnGap: 0.6,
} as const;
/** What a ringing phone's tile holds beside its words, and how wide a letter of them is; units at k = 6. */
const beside = { glyphAndTimer: 15, glyph: 6.6, letter: 1.95 } as const;
const fewAgents = 6;
const largestCell = 7.5;
const smallestCell = 2.65;

/** Rows for ringing phones: what a floor of names must leave, what a floor deserves, what it gets with room to spare. */
const ringRows = { list: 2, least: 2, most: 3, spare: 6 } as const;

/** Against a row lost to the last bit of a division. */
const tolerance = 1e-6;

export function planAgentPanel(agents: number, area: Area, profile: Profile): AgentPanelPlan {
  if (agents === 0) return { kind: "none" };
  const scale = profiles[profile].k / profiles.standard.k;
  const pitch = agentPitch.tile * scale;
  const room = area.height - agentPitch.legend * scale;
  const tilesBeside = Math.floor(
    (area.width + agentPitch.columnGap) / (agentPitch.tileWidth * scale + agentPitch.columnGap),
  );
  const letters = {
    row: Math.floor((area.width / scale - beside.glyphAndTimer) / beside.letter),
    half: Math.floor((area.width / 2 / scale - beside.glyph) / beside.letter),
  };
  const ring = (rows: number): RingSpace => ({ rows, columns: tilesBeside > 1 ? 2 : 1, letters });
  if (profile !== "standard") return { kind: "counts", ring: ring(rowsIn(room, pitch, ringRows.most)) };

  const listRoom = area.height - agents * agentPitch.listTile;
  if (agents <= fewAgents && rowsIn(listRoom, pitch, ringRows.list) > 0) {
    return { kind: "list", ring: ring(rowsIn(listRoom, pitch, ringRows.list)) };
  }
  const ringRowsBeside = ringRowsBesideTiles(Math.ceil(agents / tilesBeside), area.height - agentPitch.legendLine);
  if (ringRowsBeside >= ringRows.least) return { kind: "tiles", columns: tilesBeside, ring: ring(ringRowsBeside) };
  return planGlyphs(agents, { width: area.width, height: room }, pitch, ring);
}

/** Beyond what a floor deserves, ringing phones take only what the tiles could not fill. */
function ringRowsBesideTiles(tileRows: number, room: number): number {
  const withTilesOf = (pitch: number, most: number) => rowsIn(room - tileRows * pitch, agentPitch.tile, most);
  return Math.max(withTilesOf(agentPitch.tile, ringRows.most), withTilesOf(agentPitch.tallestTile, ringRows.spare));
}

/** As many names of ringing phones as can be had, then the largest glyphs that leave room for them. */
function planGlyphs(agents: number, room: Area, pitch: number, ring: (rows: number) => RingSpace): AgentPanelPlan {
  for (let rows: number = ringRows.most; rows > 0; rows--) {
    const field = { width: room.width, height: room.height - rows * pitch };
    const cell = largestCellFor(agents, field);
    if (cell === null) continue;
    const fieldRows = Math.ceil(agents / Math.floor(field.width / cell + tolerance));
    const columns = Math.ceil(agents / fieldRows);
    const left = room.height - fieldRows * cell;
    return { kind: "glyphs", cell, columns, shown: agents, hidden: 0, ring: ring(rowsIn(left, pitch, ringRows.spare)) };
  }
  const field = { width: room.width, height: room.height - pitch };
  const columns = Math.floor(field.width / smallestCell);
  const capacity = columns * Math.floor(field.height / smallestCell);
  // Two rows are kept for the words that say how many more there are.
  const shown = Math.max(0, capacity - 2 * columns);
  return { kind: "glyphs", cell: smallestCell, columns, shown, hidden: agents - shown, ring: ring(1) };
}

function largestCellFor(agents: number, field: Area): number | null {
  for (let columns = Math.ceil(field.width / largestCell); columns <= field.width / smallestCell; columns++) {
    const cell = field.width / columns;
    if (columns * Math.floor(field.height / cell) >= agents) return cell;
  }
  return null;
}

function rowsIn(room: number, pitch: number, most: number): number {
  return Math.max(0, Math.min(most, Math.floor(room / pitch + tolerance)));
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

/**
 * How the ringing phones share their space, those that have rung longest first: a row each and more while they fit,
 * then the last ones half a row, and the last place for the number left over.
 */
export interface RingPlaces {
  /** Phones across the whole width, and the rows each of them takes: not always a whole number. */
  readonly whole: number;
  readonly rowsEach: number;
  /** Phones that have half the width, below those. */
  readonly half: number;
  readonly more: number;
}

/** A tile any higher is a poster. */
const tallestRing = 4;

export function placeRinging(ringing: number, { rows, columns }: RingSpace): RingPlaces {
  if (ringing <= rows) {
    return { whole: ringing, rowsEach: Math.min(tallestRing, rows / Math.max(1, ringing)), half: 0, more: 0 };
  }
  const places = columns * rows;
  if (ringing > places) {
    const shown = places - 1;
    return { whole: columns === 1 ? shown : 0, rowsEach: 1, half: columns === 1 ? 0 : shown, more: ringing - shown };
  }
  const whole = places - ringing;
  return { whole, rowsEach: 1, half: ringing - whole, more: 0 };
}

/** Rows from which on a tile has a line for the name and one for the reason, and from which on in larger type. */
const stacked = { small: 1.5, large: 2 } as const;

export type RingShape = "line" | "stack" | "large-stack";

export function ringShape(rowsEach: number): RingShape {
  if (rowsEach >= stacked.large) return "large-stack";
  return rowsEach >= stacked.small ? "stack" : "line";
}

/** A name cut to less says nothing. */
const leastStump = 6;

/** Whether a tile has room to say what the phone rings for: never at the cost of the person's name. */
export function hasRoomForReason(name: string, reason: string, letters: number): boolean {
  return letters - name.length >= Math.min(reason.length, leastStump);
}
