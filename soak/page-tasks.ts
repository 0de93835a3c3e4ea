import type { CDPSession } from "@playwright/test";
import * as z from "zod/mini";

/** What a page's main thread did in a while. All in ms. */
export interface PageTasks {
  /** CPU of all tasks. */
  readonly cpu: number;
  /** CPU of the one that took most. */
  readonly mostCpu: number;
  /** The one that took longest by the clock, and the CPU it had: much less where the machine let it wait. */
  readonly longest: { readonly took: number; readonly cpu: number };
}

/** The tasks of the renderer's main thread: what Chromium's own tools draw as a page's tasks. */
const category = "disabled-by-default-devtools.timeline";

const runTask = z.object({
  name: z.literal("RunTask"),
  ph: z.literal("X"),
  pid: z.number(),
  tid: z.number(),
  /** µs. */
  dur: z.number(),
  tdur: z.number(),
});

export interface TaskWatch {
  begin(): Promise<void>;
  /** Of the process that did most since it began. */
  end(): Promise<PageTasks>;
}

/** @param session of the whole browser */
export function createTaskWatch(session: CDPSession): TaskWatch {
  let events: unknown[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...value);
  });
  return {
    async begin() {
      events = [];
      const traceConfig = { includedCategories: [category], excludedCategories: ["*"] };
      await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig });
    },
    async end() {
      const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
      await session.send("Tracing.end");
      await complete;
      return tasksIn(events);
    },
  };
}

export function tasksIn(events: readonly unknown[]): PageTasks {
  const ofProcess = new Map<number, { took: number; cpu: number }[]>();
  for (const event of events) {
    const task = z.safeParse(runTask, event);
    // The first thread of a process is its main one.
    if (!task.success || task.data.pid !== task.data.tid) continue;
    const tasks = ofProcess.get(task.data.pid) ?? [];
    tasks.push({ took: task.data.dur / 1000, cpu: task.data.tdur / 1000 });
    ofProcess.set(task.data.pid, tasks);
  }
  const sums = [...ofProcess.values()].map((tasks) => ({
    cpu: tasks.reduce((sum, task) => sum + task.cpu, 0),
    mostCpu: Math.max(...tasks.map(({ cpu }) => cpu)),
    longest: tasks.reduce((longest, task) => (task.took > longest.took ? task : longest)),
  }));
  return sums.reduce((most, one) => (one.cpu > most.cpu ? one : most), {
    cpu: 0,
    mostCpu: 0,
    longest: { took: 0, cpu: 0 },
  });
}
