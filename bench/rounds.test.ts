import { expect, test } from "vitest";
import { type Plan, takeTurns } from "./rounds.ts";

test("[Q1] the first round warms up and does not count", async () => {
  const said: string[] = [];
  const looks: number[] = [];
  let turn = 0;
  const plan: Plan = {
    rounds: 3,
    load: 1,
    say: (sentence) => said.push(sentence),
    async look() {
      looks.push(turn);
    },
  };
  const measured = await takeTurns(plan, "P-9", async () => {
    turn += 1;
    return turn;
  });
  expect(measured).toEqual([2, 3, 4]);
  expect(looks).toEqual([1, 2, 3]);
  expect(said).toEqual(["P-9: warming up", "P-9: round 1 of 3", "P-9: round 2 of 3", "P-9: round 3 of 3"]);
});
