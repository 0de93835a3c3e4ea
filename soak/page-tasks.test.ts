import { expect, test } from "vitest";
import { tasksIn } from "./page-tasks.ts";

const task = (pid: number, tid: number, dur: number, tdur: number) => ({
  name: "RunTask",
  ph: "X",
  pid,
  tid,
  dur,
  tdur,
});

test("[T41] of a trace the main thread counts that did most, by the clock and by its CPU", () => {
  const events = [
    task(7, 7, 9000, 8000),
    task(7, 7, 250_000, 30_000),
    task(7, 8, 900_000, 900_000),
    task(9, 9, 5000, 5000),
    { name: "RunTask", ph: "B", pid: 7, tid: 7 },
    { name: "Commit", ph: "X", pid: 7, tid: 7, dur: 1e6, tdur: 1e6 },
    "nothing",
  ];
  expect(tasksIn(events)).toEqual({ cpu: 38, mostCpu: 30, longest: { took: 250, cpu: 30 } });
});

test("[T41] of an empty trace there is nothing", () => {
  expect(tasksIn([])).toEqual({ cpu: 0, mostCpu: 0, longest: { took: 0, cpu: 0 } });
});
