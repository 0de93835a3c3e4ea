import { expect, test } from "vitest";
import { seededRandom } from "#lib/simulator/random.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { endureAll } from "./disk.ts";
import { injectedTroubles } from "./trouble.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F7] a disk that fails, is full or slow: 503 with Retry-After while it lasts, then on by itself, and nothing is lost",
  async () => {
    const [broken, full, slow] = ["no sync works", "the disk is full", "a sync takes 60 ms"].map((says) =>
      injectedTroubles.find((trouble) => trouble.says === says),
    );
    if (!(broken && full && slow)) throw new Error("there is no such trouble");
    const outcome = await withDataFolder((folder) =>
      endureAll({ folder, troubles: [broken, full, slow], seed: 1, random: seededRandom(1) }),
    );
    expect(outcome.broken).toEqual([]);
    expect(outcome.counts["acknowledged"]).toBeGreaterThan(100);
    expect(outcome.counts["refused"]).toBeGreaterThan(100);
  },
  LONG,
);
