import { readDuration } from "./duration.ts";
import type { NumberKind } from "./pbx-event.ts";

/** What the sentence about an ended leg tells, each null where it does not. */
export interface Title {
  readonly spoken: boolean | null;
  readonly place: { readonly kind: NumberKind; readonly number: string } | null;
  readonly talkSeconds: number | null;
}

const nothing: Title = { spoken: null, place: null, talkSeconds: null };
const verdicts = /\b(not\s+|un)?(answered|successful|success|missed)\s+call\b/gi;
const places = /\bcall\s+by\s+(queue|ivr|extension|ext)\b\.?\s*(\S+)/i;
const lastBracket = /\(([\d:]+)\)$/;
// The verdict and the bracket stand at the end; what is before them is a rule's name of any length.
const longestTail = 300;

const kinds: ReadonlyMap<string, NumberKind> = new Map([
  ["queue", "queue"],
  ["ivr", "ivr"],
  ["ext", "phone"],
  ["extension", "phone"],
]);

/** Reads for example `DID-420222000320:Missed call by queue 804 from 420774852629` or `…call to 420774852629 (0:06)`. */
export function readTitle(text: string): Title {
  if (text === "") return nothing;
  const tail = text.slice(-longestTail).trim();
  // A rule may be named "Missed calls": what counts is said last.
  const verdict = Array.from(tail.matchAll(verdicts)).at(-1);
  if (verdict === undefined) return { ...nothing, talkSeconds: bracketed(tail) };
  const sentence = tail.slice(verdict.index);
  const place = places.exec(sentence);
  const kind = kinds.get(place?.[1]?.toLowerCase() ?? "");
  return {
    spoken: verdict[1] === undefined && verdict[2]?.toLowerCase() !== "missed",
    place: kind === undefined ? null : { kind, number: place?.[2] ?? "" },
    talkSeconds: bracketed(tail),
  };
}

function bracketed(text: string): number | null {
  const match = lastBracket.exec(text);
  return match?.[1] === undefined ? null : readDuration(match[1]);
}
