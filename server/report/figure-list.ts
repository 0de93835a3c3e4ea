import type { CallRecord, LiveCall } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { callRecords } from "#lib/board/view-board.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { targetsOf } from "#lib/call/call-view.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { FigureAnswer } from "#lib/protocol/api/report-answers.ts";
import type { Figure } from "#lib/report/figure.ts";
import type { FigureName } from "#lib/report/figure-names.ts";
import { figures } from "#lib/report/figures.ts";
import type { FigureTask } from "#lib/report/sum-task.ts";
import type { ArchivedTally } from "#server/archive/call-archive.ts";
import { compareTallies, placeOf, type TallyPlace } from "#server/archive/tally-order.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { cursorAt, type FigureQuery, type Range } from "./figure-query.ts";
import { figureValue, type TallyFigure } from "./figure-value.ts";

type Item = FigureAnswer["items"][number];

interface Page {
  readonly items: readonly Item[];
  readonly count: number;
  readonly value: FigureAnswer["value"];
  readonly range: Range | null;
  /** The last of them, where there are more. */
  readonly last: TallyPlace | null;
}

/** A page of exactly what a figure counts, newest first. null: the row it is asked of is gone. @param state the board now */
export async function listFigure(
  name: FigureName,
  query: FigureQuery,
  state: BoardState,
  history: CallHistory,
): Promise<FigureAnswer | null> {
  const page = await pageOf(name, query, state, history);
  if (page === null) return null;
  const { title, rule } = figures[name];
  const { items, count, value, range, last } = page;
  return {
    name,
    title,
    rule,
    count,
    value,
    targets: targetsIn(query, figures[name], state),
    from: range === null ? null : isoTime(range.from),
    to: range === null ? null : isoTime(range.to),
    items: [...items],
    next: last === null ? null : cursorAt(last, count),
  };
}

function targetsIn({ queue }: FigureQuery, { over }: Figure, { settings }: BoardState): FigureAnswer["targets"] {
  if (over !== "passage" || queue === null) return null;
  const { answerWithin, shortAbandon } = targetsOf(queue, settings);
  return { answerWithin, shortAbandon };
}

async function pageOf(
  name: FigureName,
  query: FigureQuery,
  state: BoardState,
  history: CallHistory,
): Promise<Page | null> {
  const figure = figures[name];
  switch (figure.over) {
    case "live-calls":
      return listPage(liveCalls(figure.counts, query, state), null, query);
    case "calls-of-row":
      return rowPage(query, state, history);
    case "calls-of-caller": {
      const range = query.range ?? (figure.since === "midnight" ? query.today : null);
      const calls = await callsOfCaller(query.caller ?? "", range, history);
      return listPage(calls.filter(figure.counts), range, query);
    }
    case "inbound":
    case "outbound":
    case "agent":
    case "passage":
      return tallyPage(figure, { of: "figure", name, wall: query.wall, rules: rulesOf(state) }, query, history);
  }
}

function rulesOf({ settings: { targets, queueRules } }: BoardState): FigureTask["rules"] {
  return { targets, queueRules };
}

async function tallyPage(
  figure: TallyFigure,
  task: FigureTask,
  query: FigureQuery,
  history: CallHistory,
): Promise<Page> {
  const range = query.range ?? query.today;
  const number = figure.over === "passage" ? query.queue : figure.over === "agent" ? query.agent : null;
  const span = { of: figure.over, number: number ?? undefined, from: range.from, to: range.to };
  const { after, limit } = query;
  const [sums, found] = await Promise.all([
    after === null ? history.sumUp(span, task) : null,
    history.tallies({ ...span, counted: task }, limit + 1, after?.place ?? null),
  ]);
  const shown = wholeMoments(found, limit);
  const last = shown.at(-1);
  return {
    items: await itemsOf(shown, history),
    count: sums?.count ?? after?.count ?? 0,
    value: sums === null ? null : figureValue(figure, sums),
    range,
    last: shown.length < found.length && last !== undefined ? placeOf(last) : null,
  };
}

/** Pages never part what is of one call and one moment: the place behind them could not be told. */
function wholeMoments(found: readonly ArchivedTally[], limit: number): readonly ArchivedTally[] {
  const last = found[limit - 1];
  if (last === undefined) return found;
  const end = found.findIndex((one, i) => i >= limit && compareTallies(placeOf(last), placeOf(one)) !== 0);
  return end === -1 ? found : found.slice(0, end);
}

async function itemsOf(tallies: readonly ArchivedTally[], history: CallHistory): Promise<readonly Item[]> {
  const records = await history.byKey([...new Set(tallies.map(({ key }) => key))]);
  return tallies.flatMap(({ key, tally }) => {
    const call = records.get(key);
    return call === undefined ? [] : [tallyItem(tally, call)];
  });
}

function tallyItem(tally: Tally, call: CallRecord): Item {
  const at = isoTime(tally.at);
  switch (tally.of) {
    case "inbound":
    case "outbound":
      return { ...callItem(call), at };
    case "passage":
      return { at, call: itemCall(call), waitSeconds: seconds(tally.wait), talkSeconds: seconds(tally.talk) };
    case "agent": {
      const spoke = tally.deed === "answered" || tally.deed === "talked";
      return { at, call: itemCall(call), waitSeconds: null, talkSeconds: spoke ? tally.talk / 1000 : null };
    }
  }
}

const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

function callItem(call: CallRecord): Item {
  const talks = call.legs.map((leg) => leg.talkSeconds).filter((talk) => talk !== null);
  return {
    at: call.startedAt,
    call: itemCall(call),
    waitSeconds: call.waitSeconds,
    talkSeconds: talks.length === 0 ? null : talks.reduce((sum, talk) => sum + talk, 0),
  };
}

/** The same call, with lists of its own. */
function itemCall(call: CallRecord): Item["call"] {
  return {
    ...call,
    queues: [...call.queues],
    rang: [...call.rang],
    legs: call.legs.map((leg) => ({ ...leg, recordings: [...leg.recordings] })),
  };
}

function liveCalls(
  counts: (call: LiveCall) => boolean,
  { queue, agent }: FigureQuery,
  state: BoardState,
): readonly CallRecord[] {
  const ids = new Set(
    [...state.live.values()]
      .filter(counts)
      .filter((call) => queue === null || call.queue === queue)
      .filter((call) => agent === null || call.agent === agent || call.ringing.includes(agent))
      .map(({ id }) => id),
  );
  return callRecords(state).filter((call) => ids.has(call.id) && call.endedAt === null);
}

async function rowPage(query: FigureQuery, state: BoardState, history: CallHistory): Promise<Page | null> {
  const row = [...state.missed.values()].find(({ id }) => id === query.row);
  if (row === undefined) return null;
  const calls = await Promise.all(row.callIds.map((id) => missedCall(id, row.caller, history)));
  return listPage(
    calls.filter((call) => call !== undefined),
    null,
    query,
  );
}

/** The call of that id which nobody answered: the id may have come again since, on a call that says nothing of the row. */
async function missedCall(id: string, caller: string, history: CallHistory): Promise<CallRecord | undefined> {
  const key = callerKey(caller);
  const records = (await history.callsOf(id)).map(({ record }) => record);
  return records.find((record) => record.state === "missed" && callerKey(record.caller) === key);
}

/** How many calls are asked for at a time. */
const batch = 500;

/**
 * Every call of one number, by its last nine digits; a withheld number has none, and a short one is not everybody whose
 * number ends like it.
 */
async function callsOfCaller(
  caller: string,
  range: Range | null,
  history: CallHistory,
): Promise<readonly CallRecord[]> {
  const key = callerKey(caller);
  if (key === null) return [];
  const found: CallRecord[] = [];
  const filter = { callerEnd: key, ...range };
  let before: { startedAt: number; id: string } | undefined;
  for (;;) {
    const page = await history.calls({ ...filter, before }, batch);
    found.push(...page.map(({ record }) => record).filter((call) => callerKey(call.caller) === key));
    const last = page.at(-1)?.record;
    if (last === undefined || page.length < batch) return found;
    before = { startedAt: Date.parse(last.startedAt), id: last.id };
  }
}

/** A page of a list that is known whole. */
function listPage(calls: readonly CallRecord[], range: Range | null, { after, limit }: FigureQuery): Page {
  const listed = calls
    .map((call) => ({ call, place: { at: Date.parse(call.startedAt), key: call.id } }))
    .sort((a, b) => compareTallies(a.place, b.place));
  const behind = after === null ? listed : listed.filter(({ place }) => compareTallies(after.place, place) < 0);
  const shown = behind.slice(0, limit);
  return {
    items: shown.map(({ call }) => callItem(call)),
    count: after?.count ?? calls.length,
    value: null,
    range,
    last: shown.length < behind.length ? (shown.at(-1)?.place ?? null) : null,
  };
}
