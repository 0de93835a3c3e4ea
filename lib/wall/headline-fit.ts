import { frame, frameOf, type Picture, type Profile, profiles } from "./frame.ts";
import { textEms } from "./text-width.ts";

export type HeadlineName = "waiting" | "longest" | "not-on-call" | "call-back";

export type NumeralSize = "full" | "small" | "smallest";

/** Units (screens 2.8). The style sheet draws the same. */
export const numerals: Readonly<Record<Profile, Readonly<Record<NumeralSize, number>>>> = {
  standard: { full: 15, small: 12.6, smallest: 10.5 },
  far: { full: 18, small: 15, smallest: 12 },
  "extra-far": { full: 24, small: 21, smallest: 17 },
};

/** Of the row, in landscape. A wait needs more than a count, and an age needs words. */
export const headlineShares: Readonly<Record<"standard" | "far", Readonly<Record<HeadlineName, number>>>> = {
  standard: { waiting: 0.8, longest: 1.17, "not-on-call": 1.22, "call-back": 1.61 },
  far: { waiting: 0.85, longest: 1.2, "not-on-call": 1.3, "call-back": 1.25 },
};

const tilePadding: Readonly<Record<Profile, number>> = { standard: 2.4, far: 1.6, "extra-far": 2.4 };
const asideGap = 1.6;

/** As the usual faces draw them, em: a bold figure and a colon, and running text. */
const figureWidth = 0.66;
const colonWidth = 0.33;
const asideWidths = { digit: 0.62, other: 0.49 };
const asideType = 0.93;

/** Inside of a headline tile, units. */
export function headlineRoom(picture: Picture, profile: Profile, name: HeadlineName): number {
  const { unit, shape } = frameOf(picture, profile);
  const width = picture.width / unit - 2 * frame.marginInline;
  if (shape === "portrait" && profile === "extra-far") return width - 2 * tilePadding[profile];
  if (shape === "portrait" || profile === "extra-far") return (width - frame.gap) / 2 - 2 * tilePadding[profile];
  const shares = headlineShares[profile];
  const whole = Object.values(shares).reduce((sum, share) => sum + share, 0);
  return ((width - 3 * frame.gap) * shares[name]) / whole - 2 * tilePadding[profile];
}

export interface FittedHeadline {
  readonly size: NumeralSize;
  readonly aside: string | null;
}

/**
 * Numerals never wrap (screens 2.2): the longest wording that fits beside the largest numeral it leaves room for. Only
 * where the shortest does not fit either is the numeral at its smallest, and only after that is nothing said beside it.
 * `asides`: the same thing said at length, then shorter.
 */
export function fitHeadline(figure: string, asides: readonly string[], room: number, profile: Profile): FittedHeadline {
  const { k } = profiles[profile];
  const choices: readonly FittedHeadline[] = [
    ...asides.flatMap((aside) => [
      { size: "full" as const, aside },
      { size: "small" as const, aside },
    ]),
    ...asides.map((aside) => ({ size: "smallest" as const, aside })),
    { size: "full", aside: null },
    { size: "small", aside: null },
  ];
  const width = ({ size, aside }: FittedHeadline) => figureEms(figure) * numerals[profile][size] + asideWidth(aside, k);
  return choices.find((choice) => width(choice) <= room) ?? { size: "smallest", aside: null };
}

function figureEms(figure: string): number {
  return [...figure].reduce((sum, sign) => sum + (sign === ":" ? colonWidth : figureWidth), 0);
}

function asideWidth(aside: string | null, k: number): number {
  return aside === null ? 0 : asideGap + textEms(aside, asideWidths) * asideType * k;
}
