import { sparkline } from "#lib/supervisor/sparkline.ts";
import { words } from "./words.ts";

const area = { width: 61, height: 18 } as const;

/** Callers waiting at once that are worth a look, whatever the queue. */
const worthALook = 3;

/** How many waited, over two hours, with the line above which it was too many. */
export function Trend({ counts }: { counts: readonly number[] }) {
  const { path, watch } = sparkline(counts.length === 0 ? [0] : counts, worthALook, area);
  const most = counts.reduce((high, count) => Math.max(high, count), 0);
  return (
    <svg
      role="img"
      aria-label={words.queues.trendAtLength(most, counts.at(-1) ?? 0)}
      viewBox={`0 -1 ${area.width} ${area.height + 2}`}
      className="block h-5 w-full"
      preserveAspectRatio="none"
    >
      <path
        d={`M0 ${watch}H${area.width}`}
        className="fill-none stroke-rule-strong [stroke-dasharray:2_2] [vector-effect:non-scaling-stroke]"
      />
      <path d={path} className="fill-none stroke-2 stroke-ink-2 [vector-effect:non-scaling-stroke]" />
    </svg>
  );
}
