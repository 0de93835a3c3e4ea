import type { LatencyCounts, ScreenLatency } from "./screen-latency.ts";

/** How a wall's page is, on the screen it hangs on. */
export interface ScreenStatus {
  /** Of the page, CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device px in one CSS px. */
  readonly ratio: number;
  /** `blocked`: it is wanted, and the browser waits for a key or a click. */
  readonly sound: "off" | "on" | "blocked";
  /** Of the page, which is older than the server's until it is loaded anew. */
  readonly build: string;
  /** null: it has measured nothing yet. */
  readonly latency: ScreenLatency | null;
}

/** What the page says of it. One that measures nothing, as those of older builds, leaves out what it could have measured. */
export interface ScreenReport extends Omit<ScreenStatus, "latency"> {
  readonly latency?: ScreenLatency | null;
  readonly latencies?: LatencyCounts;
}

/** What an admin asks of a screen. `identify`: show your name, large. `tone`: sound as for the worst. */
export interface ScreenCommand {
  readonly do: "identify" | "reload" | "tone";
}
