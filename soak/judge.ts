import { type Point, type Slope, slopeOf } from "./fit-line.ts";
import type { Dawn } from "./live-day.ts";

/** What must not become more from day to day. */
interface Measure {
  readonly name: string;
  readonly unit: string;
  readonly of: (dawn: Dawn) => number;
  /** Its level is another one once this is. */
  readonly levelOf: (dawn: Dawn) => number;
  /** What it may grow by in an hour. */
  readonly limit: number;
  /** What it may grow by at all: what is done for the first time is remembered once. */
  readonly once: number;
  /** `flat`: it has to be shown. `no growth`: only what surely grows is wrong, since the machine has a share in it. */
  readonly must: "flat" | "no growth";
}

const mega = 1_000_000;
const loaded = ({ load }: Dawn) => load;
const started = ({ start }: Dawn) => start;

/** the page's heap may grow by 1 MB an hour, the server's memory by 2; the rest is to be flat. */
const measures: readonly Measure[] = [
  {
    name: "page heap",
    unit: "MB",
    of: ({ page }) => page.heap / mega,
    levelOf: loaded,
    limit: 1,
    once: 0.25,
    must: "flat",
  },
  {
    name: "server memory",
    unit: "MB",
    of: ({ server }) => server.held / mega,
    levelOf: started,
    limit: 2,
    once: 0.5,
    must: "flat",
  },
  {
    name: "of it no code",
    unit: "MB",
    of: ({ server }) => (server.held - server.code) / mega,
    levelOf: started,
    limit: 2,
    once: 0.5,
    must: "flat",
  },
  { name: "DOM nodes", unit: "", of: ({ page }) => page.nodes, levelOf: loaded, limit: 100, once: 65, must: "flat" },
  {
    name: "event listeners",
    unit: "",
    of: ({ page }) => page.listeners,
    levelOf: loaded,
    limit: 10,
    once: 2,
    must: "flat",
  },
  { name: "CPU a message", unit: "ms", of: cpuOfMessage, levelOf: loaded, limit: 1, once: 1, must: "no growth" },
  { name: "time of a frame", unit: "ms", of: timeOfFrame, levelOf: loaded, limit: 10, once: 10, must: "no growth" },
];

/** `grows`: by more than it may, surely. `uncertain`: it may and may not. */
export type Growth = "flat" | "grows" | "uncertain";

export interface Judged {
  readonly name: string;
  readonly unit: string;
  readonly first: number;
  readonly last: number;
  /** null: there were too few days to tell. */
  readonly slope: Slope | null;
  readonly limit: number;
  /** By how many times of what is remembered once the line rises in all; null: there is no line. */
  readonly rise: number | null;
  readonly growth: Growth;
  readonly good: boolean;
}

/**
 * @param dawns in their order
 * @param perHour deliveries an hour at twenty times the real rate: by these an hour is counted, however fast they came
 * @param settling days after which a page or a server that has just begun is as it stays
 */
export function judgeDawns(dawns: readonly Dawn[], perHour: number, settling: number): readonly Judged[] {
  return measures.map((measure) => {
    const levels = [...Map.groupBy(dawns, measure.levelOf).values()].map((level) => level.slice(settling));
    const points = levels.map((level) => level.map((dawn) => ({ x: dawn.accepted / perHour, y: measure.of(dawn) })));
    const slope = slopeOf(points);
    const growth = growthOf(slope, points, measure);
    const rise = slope === null ? null : (slope.perHour * longestOf(points)) / measure.once;
    const { name, unit, limit, must } = measure;
    const all = points.flat();
    const [first, last] = [all[0]?.y ?? Number.NaN, all.at(-1)?.y ?? Number.NaN];
    return {
      name,
      unit,
      first,
      last,
      slope,
      limit,
      rise,
      growth,
      good: growth === "flat" || (must === "no growth" && growth !== "grows"),
    };
  });
}

function growthOf(slope: Slope | null, stretches: readonly (readonly Point[])[], { limit, once }: Measure): Growth {
  if (slope === null) return "uncertain";
  if (slope.least > limit && slope.perHour * longestOf(stretches) > once) return "grows";
  return slope.most <= limit ? "flat" : "uncertain";
}

/** Hours. */
function longestOf(stretches: readonly (readonly Point[])[]): number {
  return Math.max(...stretches.map((points) => (points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0)));
}

function cpuOfMessage({ work }: Dawn): number {
  const cpu = work.reduce((sum, { tasks }) => sum + tasks.cpu, 0);
  const messages = work.reduce((sum, one) => sum + one.messages, 0);
  return cpu / Math.max(1, messages);
}

function timeOfFrame({ work }: Dawn): number {
  const times = work.map(({ frames }) => frames).sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] ?? 0;
}

/** ms: no task of a page may take longer. */
const longestTask = 200;

/** Tasks that took too long, ms: those that had the CPU for it, and those that the machine let wait. */
export interface LongTasks {
  readonly busy: readonly number[];
  readonly keptWaiting: readonly number[];
}

export function longTasksIn(dawns: readonly Dawn[]): LongTasks {
  const tasks = dawns.flatMap(({ work }) => work.map((one) => one.tasks));
  return {
    busy: tasks.map(({ mostCpu }) => mostCpu).filter((ms) => ms > longestTask),
    keptWaiting: tasks
      .filter(({ mostCpu, longest }) => longest.took > longestTask && mostCpu <= longestTask)
      .map(({ longest }) => longest.took),
  };
}
