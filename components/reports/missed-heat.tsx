import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { plainName } from "#lib/display/plain-name.ts";
import type { ReportAnswer, ReportDetail } from "#lib/protocol/api/report-answers.ts";
import { busyHours, halfHourText, heatOf, timeScope } from "#lib/report/half-hours.ts";
import { ScrollBox } from "./scroll-box.tsx";
import { words } from "./words.ts";

interface MissedHeatProps {
  readonly report: ReportAnswer;
  readonly detail: Extract<ReportDetail, { of: "queue" }>;
  readonly of: string;
}

/** When callers are lost: the darker, the more. A cell without a number is a nought. */
export function MissedHeat({ report, detail, of }: MissedHeatProps) {
  const { missedHeat } = detail;
  const most = Math.max(...missedHeat.flat());
  const busy = busyHours(missedHeat);
  const hours = Array.from({ length: busy.to - busy.from }, (_, i) => busy.from + i);
  return (
    <Panel
      title={words.heat}
      aside={<span className="min-w-0 text-ink-2 text-table [overflow-wrap:anywhere]">{plainName(of)}</span>}
    >
      {most === 0 ? (
        <EmptyState title={words.noneMissed} />
      ) : (
        <ScrollBox label={words.heat}>
          <table className="heat-map" data-testid="heat">
            <thead>
              <tr>
                <th scope="col">
                  <span className="unseen">{words.weekday}</span>
                </th>
                {hours.map((hour) => (
                  <th key={hour} scope="col">
                    <HourHead time={halfHourText(hour * 2)} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {words.weekdays.map((weekday, day) => (
                <tr key={weekday}>
                  <th scope="row">{weekday}</th>
                  {hours.map((hour) => (
                    <HeatCell
                      key={hour}
                      missed={missedHeat[day]?.[hour] ?? 0}
                      most={most}
                      label={words.cell(of, words.columns.missed, `${weekday} ${halfHourText(hour * 2)}`)}
                      scope={{
                        ...(detail.queue === null ? {} : { queue: detail.queue }),
                        from: report.from,
                        to: report.to,
                        weekday: String(day + 1),
                        time: timeScope(hour * 2, hour * 2 + 2),
                      }}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </Panel>
  );
}

/** On paper there is room for the hours alone. */
function HourHead({ time }: { time: string }) {
  return (
    <>
      {time.slice(0, 2)}
      <span className="print:hidden">{time.slice(2)}</span>
    </>
  );
}

interface HeatCellProps {
  readonly missed: number;
  readonly most: number;
  readonly label: string;
  readonly scope: Parameters<typeof FigureLink>[0]["scope"];
}

function HeatCell({ missed, most, label, scope }: HeatCellProps) {
  if (missed === 0) {
    return (
      <td>
        <span className="unseen">0</span>
      </td>
    );
  }
  return (
    <td style={{ "--heat": heatOf(missed, most) }}>
      <FigureLink name="queue-missed" scope={scope ?? {}} label={label}>
        {missed}
      </FigureLink>
    </td>
  );
}
