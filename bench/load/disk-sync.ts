import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { quantile } from "../spread.ts";

/** Milliseconds the disk under a folder takes to make one page durable, the median of `times`. */
export function syncMilliseconds(folder: string, times: number): number {
  const path = join(folder, `bench-sync-${process.pid}`);
  const file = openSync(path, "w");
  try {
    const page = Buffer.alloc(4096, 1);
    const taken = Array.from({ length: times }, () => {
      writeSync(file, page);
      const start = performance.now();
      fdatasyncSync(file);
      return performance.now() - start;
    });
    return quantile(taken, 0.5);
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
