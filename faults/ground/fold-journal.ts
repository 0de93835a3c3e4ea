import { isDeepStrictEqual } from "node:util";
import { amend, noAmendments } from "#lib/board/amendments.ts";
import type { Board } from "#lib/board/board.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { readConfig } from "#server/config/config.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { usualEnvironment } from "./server-process.ts";

/** As the server of the usual environment reads its journal. */
function usualSettings(): BoardSettings {
  const { timeZone, site } = readConfig(usualEnvironment);
  return amend({ ...defaultSettings, timeZone, site }, noAmendments);
}

/** What a server shows that differs from the journal folded from nothing: the names of the parts. */
export function differsFromFold(shown: Board, entries: readonly KeptEntry[]): string[] {
  const settings = usualSettings();
  const at = Date.parse(shown.at);
  let state = emptyBoard(settings, Math.min(entries[0]?.at ?? at, at));
  for (const entry of entries) {
    if ("unreadable" in entry) return [`Entry ${entry.seq} cannot be read.`];
    state = foldEntry(state, entry);
  }
  const folded: unknown = JSON.parse(JSON.stringify(viewBoard(advance(state, at))));
  const parts = partsThatDiffer(shown, folded);
  return parts.length === 0 ? [] : [`The board differs from the journal folded from nothing in ${parts.join(", ")}.`];
}

function partsThatDiffer(left: unknown, right: unknown): string[] {
  const [one, other] = [membersOf(left), membersOf(right)];
  const names = new Set([...one.keys(), ...other.keys()]);
  return [...names].filter((name) => !isDeepStrictEqual(one.get(name), other.get(name)));
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
}
