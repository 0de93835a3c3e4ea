import fc from "fast-check";
import { randomHistory, type Step } from "./random-history.ts";

const pause = fc.constantFrom(1, 7, 20, 30).map((hours) => hours * 3_600);

/** Hostile feeds with nights between them, in which a board lets go of calls; phone systems use ids again. */
export const randomDays: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.tuple(randomHistory, pause), { minLength: 2, maxLength: 4 })
  .map((days) =>
    days.flatMap(([steps, seconds]) =>
      steps.map((step, index) => (index === 0 ? { ...step, after: step.after + seconds } : step)),
    ),
  );
