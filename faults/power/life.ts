import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Moment, readTrace } from "../trace/read-trace.ts";
import { type Injection, tracingInto } from "../trace/strace.ts";
import type { WriterOrders } from "./writer-orders.ts";

const writer = join(import.meta.dirname, "writer.child.ts");

export interface LifePlan {
  /** The file into which its calls are written. */
  readonly trace: string;
  readonly injections: readonly Injection[];
  readonly orders: WriterOrders;
}

/** Lets a process write to a journal, from its start to its end, and tells everything that it did. */
export async function liveOnce({ trace, injections, orders }: LifePlan): Promise<readonly Moment[]> {
  const [command = "", ...args] = tracingInto(trace, injections);
  const child = spawn(command, [...args, process.execPath, writer, JSON.stringify(orders)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const [code, signal] = await once(child, "close");
  if (code !== 0 && signal !== "SIGKILL") throw new Error(`the writer ended with ${code}: ${complaints}`);
  return readTrace(readFileSync(trace, "latin1"));
}
