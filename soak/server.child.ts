// The server as it is soaked: real, but that its clock is put forward when it is told to, and that it can be asked what
// it holds.
import { subscribe } from "node:diagnostics_channel";
import { getHeapCodeStatistics } from "node:v8";
import { createApp } from "#server/app.ts";
import { readConfig } from "#server/config/config.ts";
import { createLogger } from "#server/log.ts";
import { stopOnSignal } from "#server/stop-on-signal.ts";
import type { ServerAnswer, ServerOrder, ServerPlan } from "./server-plan.ts";

const plan: ServerPlan = JSON.parse(process.argv[2] ?? "");
const { gc } = globalThis;
if (gc === undefined) throw new Error("it runs with --expose-gc");

const { from, at, rate } = plan.clock;
let ahead = 0;
const now = () => at + (Date.now() - from) * rate + ahead;

function leak(): void {
  const kept: unknown[] = [];
  subscribe("http.server.request.start", () => kept.push(new Array<number>(128).fill(kept.length)));
}

function obey(order: ServerOrder, collect: () => void): void {
  switch (order.do) {
    case "tell-memory":
      collect();
      break;
    case "leak":
      leak();
      break;
    case "jump":
      ahead += Math.max(0, order.at - now());
  }
}

process.on("message", (order: ServerOrder) => {
  obey(order, gc);
  const { heapUsed, external, rss } = process.memoryUsage();
  const { bytecode_and_metadata_size: bytecode, code_and_metadata_size: compiled } = getHeapCodeStatistics();
  const code = bytecode + compiled;
  process.send?.({ held: heapUsed + external, code, resident: rss, at: now() } satisfies ServerAnswer);
});

const app = createApp(readConfig(process.env), {
  clock: { now },
  passwordCost: { N: 2, r: 1, p: 1 },
  log: createLogger("warn"),
});
await app.start();
stopOnSignal(app);
process.send?.("serving");
