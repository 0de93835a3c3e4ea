import { z } from "zod";
import { type LatencyCounts, latencyBounds, longestLatency } from "#lib/screens/screen-latency.ts";
import type { ScreenStatus } from "#lib/screens/screen-status.ts";

const pixels = z.number().min(0).max(100_000);
const milliseconds = z.number().min(0).max(longestLatency);
const count = z.int().min(0);

const status: z.ZodType<ScreenStatus> = z.object({
  width: pixels,
  height: pixels,
  ratio: z.number().min(0).max(100),
  sound: z.enum(["off", "on", "blocked"]),
  build: z.string().max(64),
  latency: z
    .object({ p50: milliseconds, p95: milliseconds, samples: count, uncertainty: milliseconds })
    .nullable()
    .default(null),
});

/** What a screen tells of itself; null where it is anything else. */
export function readStatus(content: unknown): ScreenStatus | null {
  return status.safeParse(content).data ?? null;
}

const counted = z.object({
  latencies: z.object({
    counts: z.array(count).length(latencyBounds.length + 1),
    sum: z.number().min(0),
  }),
});

/** What it has counted on this line, where it tells that too. */
export function readLatencies(content: unknown): LatencyCounts | null {
  return counted.safeParse(content).data?.latencies ?? null;
}
