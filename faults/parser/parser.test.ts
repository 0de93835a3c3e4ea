import { expect, test } from "vitest";
import { parserFault } from "./parser.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F10] what a broken parser did not understand is kept and listed, and on the board once it is mended",
  async () => {
    const { broken, counts } = await parserFault.once(6);
    expect(broken).toEqual([]);
    expect(counts["not understood"]).toBeGreaterThan(100);
  },
  LONG,
);
