import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import type { FigureScope } from "#lib/report/figure-names.ts";
import { busyHalfHours, halfHourText, timeScope } from "#lib/report/half-hours.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import { shortDateText } from "#lib/report/texts.ts";

/** A half hour of the day, or a day of the range. */
export interface Slot<Sums> {
  readonly key: string;
  readonly label: string;
  readonly sums: Sums;
  readonly scope: FigureScope;
}

interface Detail<Sums> {
  readonly byHalfHour: readonly Sums[];
  readonly byDay: readonly { readonly date: string; readonly sums: Sums }[];
}

/** Of the half hours only those between the first and the last with something in them. */
export function slotsOf<Sums>(
  { byHalfHour, byDay }: Detail<Sums>,
  by: ReportChoice["by"],
  { from, to }: Pick<ReportAnswer, "from" | "to">,
  scope: FigureScope,
  isBusy: (sums: Sums) => boolean,
): readonly Slot<Sums>[] {
  if (by === "days") {
    return byDay.map(({ date, sums }) => {
      return { key: date, label: shortDateText(date), sums, scope: { ...scope, from: date, to: date } };
    });
  }
  const busy = busyHalfHours(byHalfHour, isBusy);
  return byHalfHour.slice(busy.from, busy.to).map((sums, i) => {
    const half = busy.from + i;
    const label = halfHourText(half);
    return { key: label, label, sums, scope: { ...scope, from, to, time: timeScope(half, half + 1) } };
  });
}
