import { describe, expect, test } from "vitest";
import { seededRandom } from "#lib/simulator/random.ts";
import { type Judged, judgeDawns, longTasksIn } from "./judge.ts";
import type { Dawn } from "./live-day.ts";
import type { PageWork } from "./soaked-page.ts";

/** Deliveries an hour. */
const perHour = 10_000;

function workOf(parts: { cpu?: number; mostCpu?: number; took?: number } = {}): PageWork {
  const { cpu = 500, mostCpu = 20, took = 20 } = parts;
  return { tasks: { cpu, mostCpu, longest: { took, cpu: mostCpu } }, messages: 100, frames: 17 };
}

interface Growing {
  /** By hour. */
  readonly heap?: number;
  readonly held?: number;
  readonly code?: number;
  readonly nodes?: number;
  readonly listeners?: number;
}

/** Days of half an hour each, with a little noise, and what grows in them. */
function daysOf(count: number, growing: Growing = {}, parts: { load?: number; from?: number } = {}): readonly Dawn[] {
  const { load = 1, from = 0 } = parts;
  const random = seededRandom(1);
  const noise = (size: number) => (random() - 0.5) * size;
  return Array.from({ length: count }, (_, index) => {
    const hour = (from + index) / 2;
    return {
      accepted: hour * perHour,
      server: serverOf(70e6 + noise(200_000) + hour * (growing.held ?? 0), 4e6 + hour * (growing.code ?? 0)),
      page: {
        heap: 5e6 + noise(20_000) + hour * (growing.heap ?? 0),
        nodes: 280 + Math.round(hour * (growing.nodes ?? 0)),
        listeners: 330 + Math.round(hour * (growing.listeners ?? 0)),
      },
      load,
      start: 1,
      work: [workOf()],
    };
  });
}

const serverOf = (data: number, code: number) => ({ held: data + code, code, resident: 200e6 });

const growthOf = (judged: readonly Judged[], name: string) => judged.find((one) => one.name === name)?.growth;

describe("whether anything grows from day to day", () => {
  test("[T41] what stays as it is, is flat", () => {
    const judged = judgeDawns(daysOf(16), perHour, 2);
    expect(judged.filter(({ good }) => !good)).toEqual([]);
    expect(judged.map(({ growth }) => growth)).toEqual(Array.from(judged, () => "flat"));
  });

  test.each([
    { name: "page heap", growing: { heap: 1.3e6 }, stays: { heap: 0.7e6 } },
    { name: "server memory", growing: { code: 2.5e6 }, stays: { code: 1.5e6 } },
    { name: "DOM nodes", growing: { nodes: 120 }, stays: { nodes: 80 } },
    { name: "event listeners", growing: { listeners: 14 }, stays: { listeners: 6 } },
  ])("[T41] $name may grow by so much and no more", ({ name, growing, stays }) => {
    const judged = judgeDawns(daysOf(16, growing), perHour, 2);
    expect(judged.filter(({ good }) => !good).map((one) => [one.name, one.growth])).toEqual([[name, "grows"]]);
    expect(growthOf(judgeDawns(daysOf(16, stays), perHour, 2), name)).toBe("flat");
  });

  test("[T41] what the server holds may grow by so much and no more, with its code and without", () => {
    const judged = judgeDawns(daysOf(16, { held: 2.5e6 }), perHour, 2);
    expect(judged.filter(({ good }) => !good).map((one) => [one.name, one.growth])).toEqual([
      ["server memory", "grows"],
      ["of it no code", "grows"],
    ]);
  });

  test("[T41] few days tell nothing, which is not good", () => {
    expect(judgeDawns(daysOf(4), perHour, 0).map(({ good, growth }) => [good, growth])[0]).toEqual([
      false,
      "uncertain",
    ]);
  });

  test("[T41] what is remembered once is no growth, though the days were too few to see its end", () => {
    // Half an hour in all, and 0.2 MB more at its end.
    const steps = daysOf(8).map((dawn, index) => ({
      ...dawn,
      accepted: (index * perHour) / 16,
      page: { ...dawn.page, heap: 5e6 + index * 28_000 },
    }));
    expect(growthOf(judgeDawns(steps, perHour, 0), "page heap")).not.toBe("grows");
    const more = steps.map((dawn, index) => ({ ...dawn, page: { ...dawn.page, heap: 5e6 + index * 90_000 } }));
    expect(growthOf(judgeDawns(more, perHour, 0), "page heap")).toBe("grows");
  });

  test("[T41] a page that is loaded anew begins at another level, and settles first", () => {
    const after = (load: number) =>
      daysOf(9, {}, { load, from: 9 }).map((dawn, index) => ({
        ...dawn,
        page: { ...dawn.page, heap: dawn.page.heap + (index < 2 ? 10e6 : 20e6) },
      }));
    expect(growthOf(judgeDawns([...daysOf(9), ...after(2)], perHour, 2), "page heap")).toBe("flat");
    expect(growthOf(judgeDawns([...daysOf(9), ...after(2)], perHour, 0), "page heap")).not.toBe("flat");
    expect(growthOf(judgeDawns([...daysOf(9), ...after(1)], perHour, 2), "page heap")).toBe("grows");
  });
});

test("[T41] a task is long by its own work; one that the machine let wait is told apart", () => {
  const [day] = daysOf(1);
  if (day === undefined) throw new Error("there is no day");
  const work = [workOf(), workOf({ mostCpu: 230, took: 260 }), workOf({ mostCpu: 40, took: 900 })];
  expect(longTasksIn([{ ...day, work }])).toEqual({ busy: [230], keptWaiting: [900] });
});
