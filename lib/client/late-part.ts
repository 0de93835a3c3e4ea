import { type After, afterTimeout } from "./after.ts";

/** ms between two attempts. */
const again = 10_000;

/**
 * A part of a page that is loaded once the page stands: again and again until it is there, since the network that brought
 * the page may be lost by then. All who ask wait for the same one.
 */
export function latePart<Part>(load: () => Promise<Part>, after: After = afterTimeout): () => Promise<Part> {
  let part: Promise<Part> | null = null;
  return () => {
    part ??= loadInTheEnd(load, after);
    return part;
  };
}

async function loadInTheEnd<Part>(load: () => Promise<Part>, after: After): Promise<Part> {
  for (;;) {
    const loaded = await load().then(
      (part) => ({ part }),
      () => null,
    );
    if (loaded !== null) return loaded.part;
    await new Promise<void>((resolve) => after(again, resolve));
  }
}
