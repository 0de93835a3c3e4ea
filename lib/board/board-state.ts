import type { Board, CallRecord } from "./board.ts";
import type { BoardChanges } from "./board-changes.ts";
import type { BoardSettings } from "./board-settings.ts";
import type { JournalEntry } from "./journal-entry.ts";

// The interface of the fold; the bodies follow.
export interface BoardState {
  readonly rev: number;
  readonly now: number;
}
export declare function emptyBoard(settings: BoardSettings, now: number): BoardState;
/** Applies what time alone changes up to `now` (epoch ms), each at its due time. Never goes back. */
export declare function advance(state: BoardState, now: number): BoardState;
/** Advances to the entry's time, then adds what the entry says. */
export declare function foldEntry(state: BoardState, entry: JournalEntry): BoardState;
/** When `advance` will next change something; null when nothing is due. */
export declare function nextDue(state: BoardState): number | null;
export declare function viewBoard(state: BoardState): Board;
export declare function compareBoards(before: BoardState, after: BoardState): BoardChanges;
/** Every call the state still holds (at least today's), oldest first. */
export declare function callRecords(state: BoardState): CallRecord[];
export declare function saveBoard(state: BoardState): string;
/** null when the text was written by another reading of the rules. */
export declare function loadBoard(text: string, settings: BoardSettings): BoardState | null;
