import { expect, test } from "vitest";
import { fitHeadline, type HeadlineName, headlineRoom } from "./headline-fit.ts";

const tv = { width: 1920, height: 1080 };

function fitted(name: HeadlineName, figure: string, ...asides: string[]) {
  return fitHeadline(figure, asides, headlineRoom(tv, "standard", name), "standard");
}

test("[W19] an ordinary figure is full size, with its reference beside it", () => {
  expect(fitted("waiting", "9")).toEqual({ size: "full", aside: null });
  expect(fitted("longest", "4:37")).toEqual({ size: "full", aside: null });
  expect(fitted("not-on-call", "4", "of 12")).toEqual({ size: "full", aside: "of 12" });
  expect(fitted("call-back", "7", "oldest 52 min", "52 min old")).toEqual({ size: "full", aside: "oldest 52 min" });
});

test("[W19] a long figure is set smaller before it would break", () => {
  expect(fitted("waiting", "123").size).toBe("smallest");
  expect(fitted("longest", "12:05").size).toBe("smallest");
  expect(fitted("not-on-call", "21", "of 200")).toEqual({ size: "small", aside: "of 200" });
});

test("[W19] where the long wording leaves no room, the short one is said, then none", () => {
  expect(fitted("call-back", "148", "oldest 52 min", "52 min")).toEqual({ size: "full", aside: "52 min" });
  expect(fitted("waiting", "9", "of an unheard-of number")).toEqual({ size: "full", aside: null });
});

test("[W19] a shorter wording comes before the smallest numeral, and the smallest numeral before no wording", () => {
  const portrait = headlineRoom({ width: 1080, height: 1920 }, "standard", "call-back");
  const oldest = ["oldest 52 min", "52 min old", "52 min"];
  expect(fitHeadline("7", oldest, portrait, "standard")).toEqual({ size: "full", aside: "52 min old" });
  expect(fitHeadline("148", oldest, 42, "standard")).toEqual({ size: "smallest", aside: "52 min" });
});

test("[W19] from very far, a portrait screen stacks the four, each as wide as the screen", () => {
  const room = headlineRoom({ width: 1080, height: 1920 }, "extra-far", "longest");
  expect(fitHeadline("12:05", [], room, "extra-far")).toEqual({ size: "full", aside: null });
  expect(fitHeadline("7", ["oldest 52 min", "52 min"], room, "extra-far").aside).toBe("oldest 52 min");
});

test("[W19] a wider picture has room for more", () => {
  const room = (width: number) => headlineRoom({ width, height: 1080 }, "standard", "call-back");
  expect(room(2560)).toBeGreaterThan(room(1920));
  expect(fitHeadline("148", ["oldest 52 min"], room(2560), "standard").size).toBe("full");
});
