import type { After } from "#server/timers.ts";

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
