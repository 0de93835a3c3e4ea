import { create } from "zustand";
import type { WindowFigures } from "./latency-window.ts";

/** What this page tells of its own latency, while it is asked to. What measures writes the figures, once a second. */
export interface ShownLatency {
  readonly shown: boolean;
  /** null: nothing is measured yet. */
  readonly figures: WindowFigures | null;
  /** ms that the server's clock is known to, either way; null: it is not known. */
  readonly certainty: number | null;
}

export const useShownLatency = create<ShownLatency>()(() => ({ shown: false, figures: null, certainty: null }));

/** The key that shows it, and hides it again. */
const key = "l";

/** Shows it or not, and lets the key change that until the answer is called. */
export function offerLatency(shown: boolean): () => void {
  useShownLatency.setState({ shown });
  const press = (event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== key || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    useShownLatency.setState((before) => ({ shown: !before.shown }));
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}
