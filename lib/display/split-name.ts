/**
 * Parts a long name into a head, which may be cut with an ellipsis, and a tail, which stays: what tells
 * "Support – DE – Tier 1" from "Support – DE – Tier 2" stands at the end (screens 2.13). The two together are the name.
 */
export interface SplitName {
  readonly head: string;
  readonly tail: string;
}

/** Letters, as a reader counts them. */
const longEnoughToCut = 12;
const tailLength = 8;

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function splitName(name: string): SplitName {
  const parts = Array.from(letters.segment(name), (letter) => letter.segment);
  if (parts.length < longEnoughToCut) return { head: name, tail: "" };
  const blank = parts.findIndex((part, place) => place >= parts.length - tailLength && part.trim() === "");
  const cut = blank === -1 ? parts.length - Math.floor(tailLength / 2) : blank + 1;
  return { head: parts.slice(0, cut).join(""), tail: parts.slice(cut).join("") };
}
