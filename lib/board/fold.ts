import type { Reading } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { addEvent } from "./add-event.ts";
import type { BoardSettings } from "./board-settings.ts";
import { type BoardState, bareBoard, type Draft, draftOf } from "./board-state.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { passTime } from "./pass-time.ts";
import { publishQueue } from "./queue-entry.ts";
import { takeAct } from "./take-act.ts";

/** The board before the first entry, with the queues of the directory on it. @param now epoch ms */
export function emptyBoard(settings: BoardSettings, now: number): BoardState {
  const draft = draftOf(bareBoard(settings, now));
  for (const entry of settings.directory.values()) if (entry.kind === "queue") publishQueue(draft, entry.number);
  return draft;
}

/** Advances to the entry's time, then adds what the entry says. A time before the board's counts as the board's. */
export function foldEntry(state: BoardState, entry: JournalEntry): BoardState {
  const draft = draftOf(state);
  passTime(draft, entry.at);
  draft.rev = entry.seq;
  if (entry.act === undefined) takeReading(draft, entry.read ?? parseDelivery(entry.delivery));
  else takeAct(draft, entry.act, entry.seq);
  // A late fact can make an old call due at once; a board never stands with something overdue.
  passTime(draft, draft.now);
  return draft;
}

function takeReading(draft: Draft, reading: Reading): void {
  const { feed } = draft;
  if (!reading.understood) {
    draft.feed = { ...feed, received: feed.received + 1, refused: feed.refused + 1 };
    return;
  }
  let { unrecognised } = feed;
  for (const event of reading.events) {
    if (event.kind === "unrecognised") unrecognised += 1;
    else addEvent(draft, event);
  }
  draft.feed = { received: feed.received + 1, refused: feed.refused, unrecognised, lastEventAt: draft.now };
}

/** Applies what time alone changes up to `now` (epoch ms), each at its due time. Never goes back. */
export function advance(state: BoardState, now: number): BoardState {
  if (now <= state.now) return state;
  if (nextDue(state) > now) return { ...state, now, forgotten: nothing };
  const draft: Draft = draftOf(state);
  passTime(draft, now);
  return draft;
}

const nothing: BoardState["forgotten"] = [];

/** When `advance` will next change something, epoch ms. */
export function nextDue(state: BoardState): number {
  const first = state.dues.firstKey();
  return first === undefined ? state.day.end : Math.min(state.day.end, Number.parseInt(first, 10));
}
