/** Runs something later; the answer calls it off. */
export type After = (ms: number, run: () => void) => () => void;

export const afterTimeout: After = (ms, run) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** Work that may be asked for at any rate and is done at most once a frame. */
export interface Frames {
  /** Does it at once, or, in a frame that has had its turn, at that frame's end, once however often it was asked for. */
  request(): void;
  stop(): void;
}

/** @param parts.length ms of the frame that begins */
export function createFrames(parts: { run(): void; length(): number; after: After }): Frames {
  let frame: "idle" | "served" | "asked" | "stopped" = "idle";
  let cancel: (() => void) | null = null;

  const serve = () => {
    frame = "served";
    cancel = parts.after(parts.length(), end);
    parts.run();
  };
  const end = () => {
    if (frame === "asked") serve();
    else frame = "idle";
  };

  return {
    request() {
      if (frame === "idle") serve();
      else if (frame === "served") frame = "asked";
    },
    stop() {
      frame = "stopped";
      cancel?.();
    },
  };
}

/** Runs something at every interval until stopped. */
export function every(parts: { ms: number; run(): void; after: After }): () => void {
  let cancel = parts.after(parts.ms, beat);
  function beat() {
    cancel = parts.after(parts.ms, beat);
    parts.run();
  }
  return () => cancel();
}
