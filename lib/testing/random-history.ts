import fc from "fast-check";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byGet, type Delivery } from "#lib/pbx/delivery.ts";
import { inboundCall, outboundCall, post, storyStart } from "./story.ts";

/** A delivery and how many seconds after the one before it came. */
export interface Step {
  readonly after: number;
  readonly delivery: Delivery;
}

const phones = ["201", "202", "203"];
const queues = ["820", "821"];
const callers = ["05552221133", "05559998877", "anonymous"];

const callId = fc.integer({ min: 1, max: 6 }).map((n) => `26030209000${n}_${n}`);
const leg = fc.constantFrom(0, 0, 0, 1, 1, 2, 3);
const anyNumber = fc.constantFrom(...phones, ...queues, "800");

const inboundWords = fc.tuple(callId, fc.constantFrom(...callers)).map(([id, caller]) => inboundCall(id, caller));
const outboundWords = fc.tuple(callId, fc.constantFrom(...callers)).map(([id, caller]) => outboundCall(id, caller));

const reached = fc
  .tuple(inboundWords, anyNumber, leg, fc.boolean())
  .map(([words, number, onLeg, honest]) => words.reaches(number, honest ? usertypeOf(number) : "other", onLeg));

function usertypeOf(number: string): "other" | "queue" | "ext" {
  if (queues.includes(number)) return "queue";
  return phones.includes(number) ? "ext" : "other";
}

const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  { weight: 6, arbitrary: reached },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        inboundWords,
        fc.constantFrom(...phones),
        fc.constantFrom(1, 2, 3),
        fc.constantFrom("NotDef", "Attended", "Blind", ""),
      )
      .map(([words, phone, onLeg, kind]) => words.answers(phone, onLeg, kind)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        inboundWords,
        anyNumber,
        leg,
        fc.constantFrom("True", "False"),
        fc.constantFrom("Ok", "Missed", ""),
        fc.constantFrom("", "00:09"),
      )
      .map(([words, number, onLeg, Transfer, Finishtype, Duration]) =>
        words.ends(number, onLeg, { Transfer, Finishtype, Duration }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(inboundWords, anyNumber, leg).map(([words, number, onLeg]) => words.lost(number, onLeg)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(inboundWords, fc.constantFrom(...phones), leg)
      .map(([words, phone, onLeg]) => words.recording(phone, onLeg)),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(outboundWords, fc.constantFrom(...phones)).map(([words, phone]) => words.dials(phone)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(outboundWords, fc.constantFrom(...phones), fc.constantFrom(undefined, "MAKECALL"))
      .map(([words, phone, caller]) => words.answers(phone, caller)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(outboundWords, fc.constantFrom(...phones), leg, fc.constantFrom<"Ok" | "Missed">("Ok", "Missed"))
      .map(([words, phone, onLeg, finish]) => words.ends(phone, onLeg, finish)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(callId, fc.constantFrom("a", "b"), fc.constantFrom(...queues))
      .map(([id, chid, queue]) =>
        post({ event: "ringing", user: queue, usertype: "queue", callerid: callers[0], id: `${id}-0`, chid }),
      ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      byGet(
        "event=incoming&callerid=05552221133&user=800&finishtype=Missed&transfer=False&title=Missed call by queue 800 from 05552221133&id=260302090001_1-0",
      ),
      byGet("nonsense"),
      post({ Event: "coffee", Id: "260302090001_1-0" }),
    ),
  },
);

/** Gaps around every limit of the rules: repeats, rounds, ring time-out, giving up, uncertainty, closing, midnight. */
export const gap = fc.constantFrom(0, 0, 0.5, 1, 2.9, 3, 3.1, 8, 12, 44, 46, 130, 300, 601, 1900, 3700, 15_000, 30_000);

export const randomStep: fc.Arbitrary<Step> = fc.record({ after: gap, delivery });

/** A hostile feed: any words about a few calls in any order, at any pace. */
export const randomHistory: fc.Arbitrary<readonly Step[]> = fc.array(randomStep, { maxLength: 40 });

export function entriesOf(steps: readonly Step[]): readonly JournalEntry[] {
  let at = storyStart;
  return steps.map((step, i) => {
    at += step.after * 1000;
    return { seq: i + 1, at, delivery: step.delivery };
  });
}
