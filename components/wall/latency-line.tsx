import { type ShownLatency, useShownLatency } from "#lib/client/shown-latency.ts";
import { worstUncertainty } from "#lib/screens/screen-latency.ts";
import { words } from "./words.ts";
import "./latency-line.css";

/** How long it takes from a webhook to this screen, for as long as somebody wants to know. */
export function LatencyLine() {
  const latency = useShownLatency();
  if (!latency.shown) return null;
  return (
    <p className="latency-line" data-testid="latency">
      <span className="latency-title">{words.latency.title}</span> <span>{textOf(latency)}</span>
    </p>
  );
}

function textOf({ figures, certainty }: ShownLatency): string {
  if (figures !== null) return words.latency.figures(figures);
  if (certainty === null) return words.latency.noClock;
  return words.latency.nothing(certainty, worstUncertainty);
}
