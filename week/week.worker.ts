import { parentPort } from "node:worker_threads";
import type { Seeds } from "./live-through.ts";
import { simulateWeek } from "./simulate-week.ts";

const port = parentPort;
if (port === null) throw new Error("this is a thread's work");

port.on("message", async ({ from, count }: Seeds) => {
  for (let seed = from; seed < from + count; seed += 1) port.postMessage(await simulateWeek(seed));
  port.postMessage("done");
});
port.postMessage("done");
