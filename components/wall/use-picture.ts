import { useSyncExternalStore } from "react";
import type { Picture } from "#lib/wall/frame.ts";

/** What the server assumes until the page runs: most televisions. */
const television: Picture = { width: 1920, height: 1080 };

let picture = television;

/** The size of the window, px. */
export function usePicture(): Picture {
  return useSyncExternalStore(subscribe, read, () => television);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("resize", listener);
  return () => window.removeEventListener("resize", listener);
}

/** The same object while the size is the same, as React wants it. */
function read(): Picture {
  const { innerWidth: width, innerHeight: height } = window;
  if (width !== picture.width || height !== picture.height) picture = { width, height };
  return picture;
}
