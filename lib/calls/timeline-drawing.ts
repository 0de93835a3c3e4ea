import type { CallDetail, TimelinePart } from "#lib/protocol/api/call-answers.ts";

/** A call's parts on one scale: places and widths are shares of the whole, 0 to 1. */
export interface Drawing {
  /** Epoch ms. */
  readonly from: number;
  /** Seconds from end to end. */
  readonly seconds: number;
  readonly lanes: readonly Lane[];
  readonly marks: readonly Mark[];
  /** Seconds between two marks. */
  readonly markEvery: number;
  /** Phones that only rang and have no lane of their own. */
  readonly together: number;
}

export interface Lane {
  readonly key: string;
  readonly of: "menu" | "queue" | "phone" | "phones" | "transfers" | "silence";
  /** Empty where it is of no single number. */
  readonly number: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly kind: TimelinePart["kind"] | "transfer" | "silence";
  readonly start: number;
  readonly width: number;
  /** `lasts`: it goes on; `unknown`: nobody knows how long it went on. */
  readonly end: "known" | "lasts" | "unknown";
}

export interface Mark {
  readonly place: number;
  readonly seconds: number;
}

/** More lanes than this are more than a reader can follow. */
const mostPhones = 12;
/** Shares of the whole: a call whose end nobody knows goes on for a while on paper. */
const unknownTail = 0.15;
/** ms: what is shorter is how messages come, not what happened. */
const shortestSilence = 2_000;

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * @param now epoch ms, up to which a live call is drawn
 * @param all a lane for every phone, however many there are
 */
export function drawTimeline(detail: Pick<CallDetail, "call" | "timeline">, now: number, all: boolean): Drawing {
  const { call, timeline } = detail;
  const isOver = call.endedAt !== null || call.state === "unknown";
  const told = timeline.flatMap(({ from, to }) => (to === null ? [from] : [from, to])).map(Date.parse);
  const first = Math.min(Date.parse(call.startedAt), ...told);
  const lastTold = Math.max(Date.parse(call.endedAt ?? call.startedAt), ...told, isOver ? 0 : now);
  const isOpen = isOver && timeline.some(({ to }) => to === null);
  const length = Math.max(1_000, lastTold - first) * (isOpen ? 1 + unknownTail : 1);
  const scale: Scale = { first, length, isOver };

  const apart = all ? null : crowd(timeline);
  const lanes = [
    ...transferLane(timeline, scale),
    ...partLanes(timeline, scale, apart),
    ...silenceLane(timeline, { from: first, to: lastTold }, scale),
  ];
  const markEvery = stepFor(length / 1_000);
  return {
    from: first,
    seconds: length / 1_000,
    lanes,
    marks: marksOf(length, markEvery),
    markEvery,
    together: apart?.size ?? 0,
  };
}

interface Scale {
  readonly first: number;
  readonly length: number;
  readonly isOver: boolean;
}

function barOf(kind: Bar["kind"], from: number, to: number | null, { first, length, isOver }: Scale): Bar {
  const start = (from - first) / length;
  const width = to === null ? 1 - start : (to - from) / length;
  return { kind, start, width, end: to !== null ? "known" : isOver ? "unknown" : "lasts" };
}

/** A lane for each number, in the order in which the call met them. @param apart phones that share one */
function partLanes(timeline: CallDetail["timeline"], scale: Scale, apart: ReadonlySet<string> | null): readonly Lane[] {
  const lanes = new Map<string, { readonly of: Lane["of"]; readonly number: string; readonly bars: Bar[] }>();
  for (const part of timeline) {
    const of = laneOf(part, apart);
    const number = of === "phones" ? "" : part.number;
    const key = `${of} ${number}`;
    const lane = lanes.get(key) ?? { of, number, bars: [] };
    lane.bars.push(barOf(part.kind, Date.parse(part.from), part.to === null ? null : Date.parse(part.to), scale));
    lanes.set(key, lane);
  }
  return [...lanes].map(([key, lane]) => ({ key, ...lane }));
}

function laneOf({ kind, number }: TimelinePart, apart: ReadonlySet<string> | null): Lane["of"] {
  if (kind === "ivr") return "menu";
  if (kind === "queue") return "queue";
  return apart?.has(number) ? "phones" : "phone";
}

/** The phones that only rang, beyond the first few; null where every phone can have its lane. */
function crowd(timeline: CallDetail["timeline"]): ReadonlySet<string> | null {
  const phones = new Set(timeline.flatMap(({ kind, number }) => (kind === "ivr" || kind === "queue" ? [] : [number])));
  if (phones.size <= mostPhones) return null;
  const spoke = new Set(timeline.flatMap(({ kind, number }) => (kind === "talk" || kind === "dial" ? [number] : [])));
  const rang = [...phones].filter((number) => !spoke.has(number));
  return new Set(rang.slice(Math.max(0, mostPhones - 1 - spoke.size)));
}

function transferLane(timeline: CallDetail["timeline"], scale: Scale): readonly Lane[] {
  const bars = transfersOf(timeline).map(({ at }) => barOf("transfer", at, at, scale));
  return bars.length === 0 ? [] : [{ key: "transfers", of: "transfers", number: "", bars }];
}

export interface Transfer {
  /** Epoch ms: when the next conversation began. */
  readonly at: number;
  readonly how: "attended" | "blind";
  readonly by: string;
  readonly to: string;
}

export function transfersOf(timeline: CallDetail["timeline"]): readonly Transfer[] {
  const talks = timeline.filter(({ kind }) => kind === "talk").sort((a, b) => a.leg - b.leg);
  return talks.flatMap(({ outcome, number }, i) => {
    const next = talks[i + 1];
    if (next === undefined || (outcome !== "attended" && outcome !== "blind")) return [];
    return [{ at: Date.parse(next.from), how: outcome, by: number, to: next.number }];
  });
}

/** The time of which nothing was told. */
function silenceLane(timeline: CallDetail["timeline"], whole: Stretch, scale: Scale): readonly Lane[] {
  const bars: Bar[] = [];
  let covered = whole.from;
  const note = (until: number) => {
    if (until - covered >= shortestSilence) bars.push(barOf("silence", covered, until, scale));
  };
  for (const { from, to } of timeline) {
    note(Date.parse(from));
    covered = Math.max(covered, to === null ? whole.to : Date.parse(to));
  }
  note(whole.to);
  return bars.length === 0 ? [] : [{ key: "silence", of: "silence", number: "", bars }];
}

const minute = 60;
const hour = 60 * minute;
const steps = [
  1,
  2,
  5,
  10,
  15,
  30,
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  12 * hour,
  24 * hour,
];
const mostMarks = 6;

function stepFor(seconds: number): number {
  return steps.find((step) => seconds / step <= mostMarks) ?? Math.ceil(seconds / mostMarks / (24 * hour)) * 24 * hour;
}

function marksOf(length: number, every: number): readonly Mark[] {
  const count = Math.floor(length / 1_000 / every);
  return Array.from({ length: count + 1 }, (_, i) => ({ place: (i * every * 1_000) / length, seconds: i * every }));
}
