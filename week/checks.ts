import { createLens } from "#lib/access/lens.ts";
import type { Act } from "#lib/board/act.ts";
import type { Board } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { saveBoard } from "#lib/board/checkpoint.ts";
import { nextDue } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { brokenSums } from "#lib/testing/broken-sums.ts";
import { recordDifferences } from "#lib/testing/scenario-truth.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import type { StoredEntry } from "#server/journal/entry-storage.ts";
import type { PastBoards } from "#server/past/past-boards.ts";
import type { Ledger } from "./ledger.ts";
import type { ScreenVisit } from "./screen-visit.ts";
import { nameOf, type ServerProcess } from "./server-process.ts";

// Each finds what is wrong, a line each; none when all is right.

/** J1, J2: numbered from 1 without a gap, in order of time, and nothing twice. */
export function misplaced(entries: readonly StoredEntry[]): string[] {
  const contents = new Set(entries.map(({ entry }) => contentOf(entry)));
  const twice = contents.size === entries.length ? [] : [`${entries.length - contents.size} entries are there twice`];
  const wrong = entries.flatMap(({ entry: { seq, at } }, index) => {
    const before = entries[index - 1]?.entry;
    return [
      ...(seq === index + 1 ? [] : [`entry ${index + 1} is numbered ${seq}`]),
      ...(before === undefined || before.at <= at ? [] : [`entry ${seq} is earlier than the one before`]),
    ];
  });
  return [...twice, ...wrong];
}

/** R1: what was acknowledged is in the journal, at the place that was told, and was on the board by then. */
export function lost(entries: readonly StoredEntry[], { posted, acted, dealt, ahead }: Ledger): string[] {
  const places = new Map(entries.map(({ entry }) => [contentOf(entry), entry.seq]));
  return [
    ...ahead,
    ...posted.flatMap(({ delivery, answer }) => {
      if (answer === null || (answer.status !== 200 && answer.status !== 400)) return [];
      const place = places.get(delivery);
      if (place !== undefined && (answer.rev ?? place) === place) return [];
      return [`a delivery answered ${answer.status} is at ${place}, told to be at ${answer.rev}`];
    }),
    ...acted.flatMap(({ act, rev }) => (places.get(act) === rev ? [] : [`the act at ${rev} is lost`])),
    ...dealt.flatMap(({ request, rev }) =>
      isThatDeed(entries[rev - 1]?.entry.act, request) ? [] : [`the deed at ${rev} is lost`],
    ),
  ];
}

/** The very object that was sent. */
function contentOf({ delivery, act }: StoredEntry["entry"]): Delivery | Act | undefined {
  return delivery ?? act;
}

function isThatDeed(act: Act | undefined, { id, deed, by, seen }: Ledger["dealt"][number]["request"]): boolean {
  return act?.of === "missed" && act.id === id && act.deed === deed && act.by === by && act.seen === seen;
}

/** R-3, R2: the board is what the journal amounts to, and time has done. @param expected the reference at the server's own time */
export function wrongBoard(server: ServerProcess, expected: BoardState): string[] {
  const { stumbles, listenerFaults } = server.projector.report();
  const state = server.projector.state();
  return [
    ...unlike(`${server.life.name}: the board`, viewBoard(state), viewBoard(expected)),
    ...(saveBoard(state) === saveBoard(expected)
      ? []
      : [`${server.life.name}: what would be kept is not what was folded`]),
    ...(nextDue(state) > server.now() ? [] : [`${server.life.name}: what was due is not done`]),
    ...brokenSums(state).map((line) => `${server.life.name}: ${line}`),
    ...(stumbles.count === 0 ? [] : [`${server.life.name}: entry ${stumbles.last} could not be folded`]),
    ...(listenerFaults === 0 ? [] : [`${server.life.name}: ${listenerFaults} listeners failed`]),
  ];
}

/** nothing lives for ever. To be asked when nothing was told for longer than any call may live. */
export function ghosts({ live, agents }: BoardState): string[] {
  return [
    ...[...live.values()].map((call) => `${call.id} lives on: ${call.state}`),
    ...[...agents.values()]
      .filter(({ state }) => state !== "idle")
      .map((agent) => `${agent.extension} is ${agent.state}`),
  ];
}

/** the screen shows what its server would show it now. */
export function wrongScreen({ shows, server, audience }: ScreenVisit): string[] {
  const { board, phase } = shows();
  const from = server();
  if (from === null || phase !== "connected" || board === null) return [`a screen is ${phase}, on no server`];
  const state = from.projector.state();
  const lens = createLens({ audience, site: state.settings.site, nameOf });
  return unlike(
    `a screen of ${from.life.name} (${audience.of})`,
    timeless(board),
    timeless(lens.board(viewBoard(state))),
  );
}

/** When a board was last told of is the one thing a screen need not share. */
function timeless({ at: _, ...board }: Board): object {
  return board;
}

/** K1: history tells of every call, each once, as a fold from nothing does. */
export async function wrongHistory(name: string, history: CallHistory, expected: CallHistory): Promise<string[]> {
  const [told, known] = await Promise.all([history, expected].map((one) => one.calls({}, Number.MAX_SAFE_INTEGER)));
  const keys = new Set(told?.map(({ key }) => key));
  return [
    ...(keys.size === told?.length ? [] : [`${name}: history tells of a call twice`]),
    ...unlike(`${name}: history`, told, known),
  ];
}

/** The board of a moment, as it was shown then. */
export interface ShownBoard {
  /** Epoch ms. */
  readonly at: number;
  readonly board: Board;
}

/** The board of the past is the one that was shown. */
export async function wrongPast({ at, board }: ShownBoard, past: Pick<PastBoards, "at">): Promise<string[]> {
  return unlike(`the board as it was at ${new Date(at).toISOString()}`, await past.at(at), board);
}

/** S6, S7: history tells of every call what it was, times aside: events may have come late, not otherwise. */
export async function untold(history: CallHistory, { truths }: Ledger): Promise<string[]> {
  const told = await history.calls({}, Number.MAX_SAFE_INTEGER);
  const records = new Map(told.map(({ record }) => [record.id, { ...record, callerName: null }]));
  return [
    ...(told.length === truths.length
      ? []
      : [`history tells of ${told.length} calls, and there were ${truths.length}`]),
    ...truths.flatMap(({ record }) => recordDifferences(record, records.get(record.id), "aside")),
  ];
}

/** The first place in which two values differ. */
function unlike(what: string, told: unknown, known: unknown): string[] {
  const [is, shouldBe] = [JSON.stringify(told), JSON.stringify(known)];
  if (is === shouldBe) return [];
  let at = 0;
  while (is[at] === shouldBe[at]) at += 1;
  const from = Math.max(0, at - 60);
  return [`${what} says …${is.slice(from, at + 80)}… where it should be …${shouldBe.slice(from, at + 80)}…`];
}
