import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CallsFilter, noFilter, outcomes, readFilter, takesInNow, whens, writeFilter } from "./calls-filter.ts";
import { callsQuestion, dateAt } from "./calls-question.ts";

const read = (query: string) => readFilter(new URLSearchParams(query));

const date = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2039-12-31"), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10));
const number = fc.constantFrom("", "820", "+49 30 55", "0", "a&b=c 1", "ü 2");

const anyFilter: fc.Arbitrary<CallsFilter> = fc
  .record({
    when: fc.constantFrom(...whens),
    from: fc.oneof(fc.constant(""), date),
    to: fc.oneof(fc.constant(""), date),
    direction: fc.constantFrom("" as const, "inbound" as const, "outbound" as const),
    queue: number,
    agent: number,
    outcome: fc.constantFrom("" as const, ...outcomes),
    caller: number,
  })
  .map((filter) => (filter.when === "range" ? inOrder(filter) : { ...filter, from: "", to: "" }));

function inOrder(filter: CallsFilter): CallsFilter {
  const { from, to } = filter;
  return from !== "" && to !== "" && from > to ? { ...filter, from: to, to: from } : filter;
}

describe("[O86] the address of the list holds its filters", () => {
  test("[O86] any filter survives being written to an address and read back", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(read(writeFilter(filter))).toEqual({ filter, faults: [] });
      }),
    );
  });

  test("[O86] what narrows nothing is not in it", () => {
    expect(writeFilter(noFilter)).toBe("");
    expect(writeFilter({ ...noFilter, when: "7-days", queue: "820" })).toBe("when=7-days&queue=820");
  });

  test.each([
    ["when=someday", "when"],
    ["from=2026-02-30", "from"],
    ["from=last+week", "from"],
    ["to=2026-13-01", "to"],
    ["from=2026-03-02&to=2026-03-01", "to"],
    ["direction=sideways", "direction"],
    ["outcome=won", "outcome"],
    ["caller=anonymous", "caller"],
    [`queue=${"8".repeat(65)}`, "queue"],
  ])("[O86] %s is told, and passed over", (query, name) => {
    const { filter, faults } = read(`${query}&agent=117`);
    expect(faults.map((fault) => fault.name)).toEqual([name]);
    expect(filter.agent).toBe("117");
  });

  test("[O86] no address is too odd to be read", () => {
    fc.assert(fc.property(fc.webQueryParameters(), (query) => void read(query)));
  });
});

describe("[O87] what the server is asked", () => {
  const at = Date.parse("2026-03-30T22:30:00.000Z");
  const zone = "Europe/Prague";
  const asked = (filter: Partial<CallsFilter>) =>
    Object.fromEntries(callsQuestion({ ...noFilter, ...filter }, at, zone));

  test("[O87] days are those of the board's time zone, through a change of its clocks", () => {
    expect(dateAt(at, zone)).toBe("2026-03-31");
    expect(asked({ when: "any" })).toEqual({});
    expect(asked({ when: "today" })).toEqual({ from: "2026-03-30T22:00:00.000Z" });
    expect(asked({ when: "yesterday" })).toEqual({ from: "2026-03-29T22:00:00.000Z", to: "2026-03-30T22:00:00.000Z" });
    expect(asked({ when: "7-days" })).toEqual({ from: "2026-03-24T23:00:00.000Z" });
    expect(asked({ when: "30-days" })).toEqual({ from: "2026-03-01T23:00:00.000Z" });
    expect(asked({ when: "range", from: "2026-03-29", to: "2026-03-29" })).toEqual({
      from: "2026-03-28T23:00:00.000Z",
      to: "2026-03-29T22:00:00.000Z",
    });
  });

  test("[O87] where a caller was lost is asked as the server knows it", () => {
    expect(asked({ outcome: "lost-in-menu", direction: "inbound" })).toEqual({
      outcome: "missed",
      lostIn: "ivr",
      direction: "inbound",
    });
    expect(asked({ outcome: "completed", caller: "5550", queue: "820", agent: "117" })).toEqual({
      outcome: "completed",
      caller: "5550",
      queue: "820",
      agent: "117",
    });
  });

  test.each([
    [{ when: "any" }, true],
    [{ when: "yesterday" }, false],
    [{ when: "range", to: "2026-03-30" }, false],
    [{ when: "range", to: "2026-03-31" }, true],
    [{ when: "range", from: "2026-01-01" }, true],
  ] as const)("[O87] whether %j takes in calls of now: %s", (filter, expected) => {
    expect(takesInNow({ ...noFilter, ...filter }, dateAt(at, zone))).toBe(expected);
  });
});
