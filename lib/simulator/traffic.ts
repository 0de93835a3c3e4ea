import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { type Agenda, createAgenda } from "./agenda.ts";
import { callIdAt } from "./call-id.ts";
import type { Centre, Queue } from "./centre.ts";
import { beforeClosing, type Course, type Floor, pause } from "./floor.ts";
import { inboundCall } from "./inbound-call.ts";
import { outboundCall } from "./outbound-call.ts";
import { chance, exponential, type Random, seededRandom } from "./random.ts";
import { createStaff } from "./staff.ts";
import type { CallTruth } from "./truth.ts";

export interface TrafficOptions {
  readonly centre: Centre;
  readonly seed: number;
  /** Epoch ms of the first instant, whole. */
  readonly startAt: number;
  /** The office closes after so long: nobody calls any more, and who is on the line hangs up; null: never. */
  readonly minutes: number | null;
  /** New calls an hour, in and out, on average over half a day. */
  readonly callsPerHour: number;
  /** Mean length of a conversation. */
  readonly talkSeconds: number;
  /** IANA name of the PBX's own wall clock, which call ids show. */
  readonly timeZone: string;
}

/** What the PBX says, at epoch ms `at`; or that a call is entirely over, its recordings told, and what it was. */
export type Happening =
  | { readonly kind: "event"; readonly at: number; readonly event: CallEvent }
  | { readonly kind: "over"; readonly at: number; readonly call: CallTruth };

/** Of the new calls, those that agents make. */
const outboundShare = 0.2;

/** The traffic of a call centre, in order of time; the same for the same options. */
export function* simulateTraffic(options: TrafficOptions): Generator<Happening, void, void> {
  const agenda = createAgenda<Course<unknown>>();
  const happened: Happening[] = [];
  const time = { now: options.startAt };
  openFloor(options, { agenda, happened, time });

  for (let due = agenda.take(); due !== null; due = agenda.take()) {
    time.now = due.at;
    const step = due.item.next();
    if (step.done !== true) agenda.add(Math.max(step.value, time.now), due.item);
    yield* happened.splice(0);
  }
}

interface Engine {
  readonly agenda: Agenda<Course<unknown>>;
  readonly happened: Happening[];
  readonly time: { now: number };
}

function openFloor(options: TrafficOptions, engine: Engine): void {
  const { agenda, happened, time } = engine;
  const random = seededRandom(options.seed);
  const now = (): number => time.now;
  const lines = new Map<string, string[]>();
  let running = 0;

  const floor: Floor = {
    centre: options.centre,
    random,
    staff: createStaff(now),
    talkSeconds: options.talkSeconds,
    closesAt: options.minutes === null ? Number.POSITIVE_INFINITY : options.startAt + options.minutes * 60_000,
    onTheLine: new Set(),
    now,
    tell(event) {
      happened.push({ kind: "event", at: time.now, event });
    },
    begin(course) {
      agenda.add(time.now, course);
    },
    lineOf: (queue) => lineOf(lines, queue),
    nextCallId() {
      running += 1;
      return callIdAt(time.now, { timeZone: options.timeZone, running });
    },
    over(call) {
      const truth = call.truth();
      happened.push({ kind: "over", at: time.now, call: truth });
      if (truth.record.state === "missed" && call.caller !== null) floor.begin(afterMiss(floor, call.caller));
    },
  };
  floor.begin(arrivals(floor, options));
}

function lineOf(lines: Map<string, string[]>, queue: Queue): string[] {
  const line = lines.get(queue.number) ?? [];
  lines.set(queue.number, line);
  return line;
}

/** New calls come independently of each other, more of them in the middle of the morning and of the evening. */
function* arrivals(floor: Floor, options: TrafficOptions): Course {
  const known: string[] = [];
  for (;;) {
    const meanSeconds = 3600 / (options.callsPerHour * tide(floor.now()));
    yield* pause(floor, exponential(floor.random, meanSeconds));
    if (floor.now() >= floor.closesAt) return;
    if (chance(floor.random, outboundShare)) floor.begin(outboundCall(floor, newNumber(floor.random)));
    else floor.begin(inboundCall(floor, nextCaller(floor, known)));
  }
}

/** The share of the average at an instant: 0.85 to 1.15, twice a day. */
function tide(at: number): number {
  const hour = at / 3_600_000;
  return 1 + 0.15 * Math.cos((2 * Math.PI * (hour - 10.5)) / 12);
}

/** Some withhold their number, some have called before, most are new. */
function nextCaller(floor: Floor, known: string[]): string | null {
  if (chance(floor.random, 0.06)) return null;
  const again = known[Math.floor(floor.random() * known.length * 8)];
  if (again !== undefined && !floor.onTheLine.has(again)) return again;
  const caller = newNumber(floor.random);
  known.push(caller);
  if (known.length > 200) known.shift();
  return caller;
}

/** Numbers of the exchange that fiction uses. */
function newNumber(random: Random): string {
  return `0555${String(Math.floor(random() * 10_000_000)).padStart(7, "0")}`;
}

/** A caller nobody spoke to calls again, or is called back until somebody answers, or is not heard of. */
function* afterMiss(floor: Floor, caller: string): Course {
  const fate = floor.random();
  if (fate < 0.4) {
    yield* pause(floor, beforeClosing(floor, 20 + exponential(floor.random, 200)));
    if (floor.now() < floor.closesAt && !floor.onTheLine.has(caller)) yield* inboundCall(floor, caller);
    return;
  }
  for (let tries = 0; fate < 0.95 && tries < 4; tries += 1) {
    yield* pause(floor, beforeClosing(floor, 60 + exponential(floor.random, 400)));
    if (floor.now() >= floor.closesAt || (yield* outboundCall(floor, caller))) return;
  }
}
