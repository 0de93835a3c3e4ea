import { afterTimeout } from "./after.ts";
import { useBoardLink } from "./board-link.ts";
import { createLatencyMeter, type LatencyMeter, type MeteredLine } from "./latency-meter.ts";
import type { BoardSocket } from "./line.ts";
import { everySecond } from "./now.ts";
import { useShownLatency } from "./shown-latency.ts";

// Loaded after the wall stands, by whoever measures: the first frame does not wait for it.

let meter: LatencyMeter | null = null;

/** Measures on a line to the server that has opened, for as long as it is open. */
export function measureOn(socket: BoardSocket): MeteredLine {
  meter ??= startMeter();
  const line = meter.openLine((answer) => socket.emit("clock", answer));
  // The line is taken apart without a word where the page hangs up; its engine says so in any case.
  socket.io.engine.once("close", line.close);
  return line;
}

export function measuredLately(): ReturnType<LatencyMeter["figures"]> {
  return meter?.figures() ?? null;
}

function startMeter(): LatencyMeter {
  const started = createLatencyMeter({ now: () => performance.now(), after: afterTimeout, afterPaint });
  useBoardLink.subscribe(({ board, since }, before) => {
    if (board !== before.board && since !== null && !document.hidden) started.taken(Date.parse(since));
  });
  document.addEventListener("visibilitychange", started.hidden);
  const show = () => {
    if (!useShownLatency.getState().shown) return;
    useShownLatency.setState({ figures: started.figures(), certainty: started.certainty() });
  };
  everySecond(show);
  useShownLatency.subscribe((latency, before) => {
    if (latency.shown && !before.shown) show();
  });
  show();
  return started;
}

const painted = new MessageChannel();

/** A message that is sent as a frame is prepared comes after it was painted: there is no event for that. */
function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    painted.port1.onmessage = run;
    painted.port2.postMessage(null);
  });
}
