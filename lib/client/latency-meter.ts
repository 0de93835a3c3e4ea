import {
  countLatency,
  type LatencyCounts,
  longestLatency,
  noLatencies,
  worstUncertainty,
} from "#lib/screens/screen-latency.ts";
import type { After } from "./after.ts";
import { addReading, bestReading, type ClockReading, readClock } from "./clock-readings.ts";
import { createLatencyWindow, type WindowFigures } from "./latency-window.ts";

/** Measures how long it takes from a delivery's receipt at the server to the frame that shows it. */
export interface LatencyMeter {
  /**
   * A line to a server has opened, whose clock is another.
   * @param ask asks for that clock, ms; answered or not
   */
  openLine(ask: (answer: (told: number) => void) => void): MeteredLine;
  /** The page has taken what was received at `since`, ms on the server's clock; the next frame shows it. */
  taken(since: number): void;
  /** The page is not painted for now: what waits for a frame was not late. */
  hidden(): void;
  figures(): WindowFigures | null;
  /** ms that the server's clock is known to, either way; null: it is not known. */
  certainty(): number | null;
}

export interface MeteredLine {
  /** Since it opened. */
  counts(): LatencyCounts;
  close(): void;
}

export interface LatencyMeterParts {
  /** ms of a clock that nobody sets. */
  readonly now: () => number;
  readonly after: After;
  /** Runs something once the next frame is painted; never while the page is not. */
  readonly afterPaint: (run: () => void) => void;
}

/** What is shown and told: so many samples, of so many ms at most. */
const lately = { most: 1000, length: 15 * 60_000 };

/** ms between two questions for the clock: a few soon, since the best of them counts. */
const soon = 500;
const usual = 20_000;
const few = 4;

export function createLatencyMeter({ now, after, afterPaint }: LatencyMeterParts): LatencyMeter {
  const samples = createLatencyWindow(lately);
  let readings: readonly ClockReading[] = [];
  let counts = noLatencies;
  let unpainted: number[] = [];

  const painted = () => {
    const waited = unpainted;
    unpainted = [];
    const at = now();
    const clock = bestReading(readings, at);
    if (clock === null || clock.uncertainty > worstUncertainty) return;
    const uncertainty = clock.uncertainty + halfOfWhole;
    for (const since of waited) {
      const took = at + clock.offset - since;
      // Before it was received, or so late: one of the two clocks was put right, and nothing of it is known any more.
      if (took < -uncertainty || took > longestLatency) return forget();
      samples.add({ at, took: Math.max(0, took), uncertainty });
      counts = countLatency(counts, Math.max(0, took));
    }
  };
  const forget = () => {
    readings = [];
  };

  return {
    openLine(ask) {
      let asked = 0;
      let open = true;
      let cancel: (() => void) | null = null;
      const askAgain = () => {
        const askedAt = now();
        ask((told) => {
          if (open) readings = addReading(readings, readClock(askedAt, told, now()));
        });
        asked += 1;
        cancel = after(asked < few ? soon : usual, askAgain);
      };
      forget();
      counts = noLatencies;
      askAgain();
      return {
        counts: () => counts,
        close() {
          open = false;
          cancel?.();
        },
      };
    },
    taken(since) {
      unpainted.push(since + halfOfWhole);
      if (unpainted.length === 1) afterPaint(painted);
    },
    hidden() {
      unpainted = [];
    },
    figures: () => samples.figures(now()),
    certainty: () => bestReading(readings, now())?.uncertainty ?? null,
  };
}

/** ms: the server's times are cut to whole ones. */
const halfOfWhole = 0.5;
