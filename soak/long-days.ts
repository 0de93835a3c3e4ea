import type { DayPlan, Incident } from "./live-day.ts";

/** What happens every day. */
const everyDay: readonly { readonly at: number; readonly is: Incident }[] = [
  { at: 0.25, is: "cut" },
  { at: 0.5, is: "gap" },
  { at: 0.75, is: "silence" },
];

/** More than eight hours of days of five minutes: what grows slowly shows only where page and server live long. */
const era = 120;
/** The day of an era on which the server is killed, and the wall loads itself anew in the night. */
const killed = 2;

/**
 * The days of the long form: after the first ones of an era, one page and one server live until the next.
 * @param enough whether the days so far were as many as are asked for
 */
export function* longDays(minutes: number, enough: () => boolean): Generator<Omit<DayPlan, "rate">> {
  for (let number = 0; !enough(); number += 1) {
    const ofEra = number % era;
    const deploy = ofEra === 0 ? [{ at: 0.1, is: "deploy" as const }] : [];
    const kill = ofEra === killed ? [{ at: 0.1, is: "kill" as const }] : [];
    yield { minutes, incidents: [...deploy, ...kill, ...everyDay], renews: ofEra === killed };
  }
}
