import { performance } from "node:perf_hooks";
import type { VitalsReport } from "#server/health/vitals.ts";
import type { Metric } from "./exposition.ts";

function one(type: "counter" | "gauge", name: string, help: string, value: number): Metric {
  return { name, help, type, samples: [{ value }] };
}

/** The process, and what it stands on. The names are those that dashboards for Node.js know. */
export function processMetrics({ eventLoop, disk, backups }: VitalsReport): readonly Metric[] {
  const { user, system } = process.cpuUsage();
  const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
  const lastBackupAt = backups?.lastAt ?? null;
  return [
    one("counter", "process_cpu_seconds_total", "Processor time, all threads.", (user + system) / 1e6),
    one("gauge", "process_start_time_seconds", "When the process began, Unix time.", performance.timeOrigin / 1e3),
    one("gauge", "process_resident_memory_bytes", "Memory of the process, all threads.", rss),
    one("gauge", "nodejs_heap_size_total_bytes", "Heap of the main thread.", heapTotal),
    one("gauge", "nodejs_heap_size_used_bytes", "What of the heap is in use.", heapUsed),
    one("gauge", "nodejs_external_memory_bytes", "Memory that objects hold outside of the heap.", external),
    one(
      "gauge",
      "nodejs_eventloop_lag_mean_seconds",
      "How late the event loop was in the last seconds.",
      eventLoop.mean,
    ),
    one("gauge", "nodejs_eventloop_lag_p99_seconds", "The same, 99th percentile.", eventLoop.p99),
    one("gauge", "nodejs_eventloop_lag_max_seconds", "The same, the worst.", eventLoop.max),
    ...(disk === null
      ? []
      : [
          one("gauge", "ringside_disk_free_bytes", "Room on the disk of the data folder.", disk.freeBytes),
          one("gauge", "ringside_disk_size_bytes", "Size of that disk.", disk.totalBytes),
        ]),
    ...(lastBackupAt === null
      ? []
      : [
          one(
            "gauge",
            "ringside_last_backup_time_seconds",
            "When the last backup was made, Unix time.",
            lastBackupAt / 1e3,
          ),
        ]),
  ];
}
