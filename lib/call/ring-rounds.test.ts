import { describe, expect, test } from "vitest";
import type { PlacedReach } from "./places.ts";
import { phoneRings, type RingRules } from "./ring-rounds.ts";

const rules: RingRules = { gap: 3000, limit: 45_000, ringsAll: () => false };

/** So many phones that ring `pace` ms apart, and how often it was asked when one of them did. */
function watchedRings(count: number, pace: number): { readonly reaches: readonly PlacedReach[]; asked: () => number } {
  let asked = 0;
  const reaches = Array.from({ length: count }, (_, i) => ({
    get at() {
      asked += 1;
      return i * pace;
    },
    leg: 0,
    number: `${1000 + i}`,
    kind: "phone" as const,
    supposed: false,
  }));
  return { reaches, asked: () => asked };
}

describe("[C4] a call with thousands of rings", () => {
  test.each([0, 1, 20, 4000])("[C4] what each of them costs does not grow with their number, %i ms apart", (pace) => {
    const { reaches, asked } = watchedRings(4000, pace);
    expect(phoneRings(reaches, [], null, rules)).toHaveLength(4000);
    expect(asked() / 4000).toBeLessThanOrEqual(12);
  });
});
