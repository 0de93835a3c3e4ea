import { frame, frameOf, type Picture, type Profile, profiles } from "./frame.ts";
import { textEms } from "./text-width.ts";

/** Multiples of k (screens 2.8). */
const labelType = 0.64;
const gap = 2.6;

/** The usual faces; the digits are bold. */
const widths = { digit: 0.68, other: 0.53 };

/** How much text the strip below takes, units; portrait has two lines of it. */
export function todayRoom(picture: Picture, profile: Profile): number {
  const { unit, shape } = frameOf(picture, profile);
  const width = picture.width / unit - 2 * frame.marginInline;
  // A line that is broken between two figures is not quite full.
  return shape === "portrait" ? 1.8 * width : width;
}

/** How many of the texts fit, from the first on: the most important stands first. */
export function fitToday(texts: readonly string[], room: number, profile: Profile): number {
  const size = labelType * profiles[profile].k;
  let used = 0;
  for (const [place, text] of texts.entries()) {
    used += textEms(text, widths) * size + (place === 0 ? 0 : gap);
    if (used > room) return place;
  }
  return texts.length;
}
