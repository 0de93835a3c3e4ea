import type { Arrivals } from "./arrivals.ts";

export interface Screen {
  readonly arrivals: Arrivals;
  close(): void;
}

/** Connects one screen; resolves when it will get whatever happens from then on. */
export type OpenScreen = (url: URL) => Promise<Screen>;
