import { expect, test } from "vitest";
import { longDays } from "./long-days.ts";

test("[T43] after a deploy, a kill and a reload of the first days one page and one server live for eight hours of cuts, lost messages and silence", () => {
  let asked = 0;
  const enough = () => {
    asked += 1;
    return asked > 242;
  };
  const days = [...longDays(5, enough)];
  const begun = days.flatMap(({ incidents, renews }, number) => {
    const [first] = incidents;
    return incidents.length > 3 || renews ? [{ number, is: first?.is, renews }] : [];
  });
  expect(begun).toEqual([
    { number: 0, is: "deploy", renews: false },
    { number: 2, is: "kill", renews: true },
    { number: 120, is: "deploy", renews: false },
    { number: 122, is: "kill", renews: true },
    { number: 240, is: "deploy", renews: false },
  ]);
  for (const { minutes, incidents } of days) {
    expect(minutes).toBe(5);
    expect(incidents.slice(-3).map(({ is }) => is)).toEqual(["cut", "gap", "silence"]);
  }
});
