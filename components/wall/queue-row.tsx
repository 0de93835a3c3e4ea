import { memo } from "react";
import { Glyph, type GlyphName } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { severityGlyph } from "#components/board/severity-glyph.ts";
import { Timer } from "#components/board/timer.tsx";
import { useFigures } from "#components/board/use-board-time.ts";
import type { QueueStatus } from "#lib/board/board.ts";
import { missesServiceLevel, type Severity } from "#lib/display/severity.ts";
import { noValue, percentText } from "#lib/display/texts.ts";

/** Watch colours the cell that broke the limit, critical the whole row: one can count the trouble from across the room. */
export const QueueRow = memo(({ queue, severity }: { queue: QueueStatus; severity: Severity }) => {
  const gone = useFigures() === "gone";
  const calm = queue.waiting === 0;
  const glyph = gone ? null : rowGlyph(queue, severity);
  return (
    <tr
      className="queue-row"
      data-testid="queue-row"
      data-queue={queue.queue}
      data-severity={severity}
      data-calm={calm || gone}
    >
      <th scope="row" className="queue-name">
        <span className="queue-name-cell">
          <span className="queue-glyph">{glyph === null ? null : <Glyph name={glyph} />}</span>
          <Name text={queue.name ?? queue.queue} cut="middle" />
        </span>
      </th>
      <td data-cell="waiting">
        <span className="figure">{gone ? noValue : queue.waiting}</span>
      </td>
      <td data-cell="longest">
        <span className="queue-longest">{calm ? noValue : <Timer since={queue.longestWaitSince} />}</span>
      </td>
      <td data-cell="talking" className="queue-minor">
        <span className="figure">{gone ? noValue : queue.talking}</span>
      </td>
      <td data-cell="service-level" className="queue-minor">
        <span className="queue-level figure" data-missed={missesServiceLevel(queue)}>
          {percentText(queue.serviceLevel)}
        </span>
      </td>
    </tr>
  );
});

function rowGlyph(queue: QueueStatus, severity: Severity): GlyphName | null {
  if (queue.waiting === 0) return null;
  return severityGlyph(severity) ?? "waiting";
}
