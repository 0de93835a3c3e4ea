/** A process for tests in which nobody catches what argv[2] names; prints "alive" when it goes on. */
import { takeLastResort, withoutItsLastResort } from "./last-resort.ts";
import { createLogger } from "./log.ts";

takeLastResort(createLogger("info"));
await withoutItsLastResort(async () => {
  process.on("uncaughtException", () => undefined);
  process.on("unhandledRejection", (reason) => console.error(reason));
});
const fault = new Error("of the caller +420 774 852 610 and 774852610");
if (process.argv[2] === "exception") {
  setImmediate(() => {
    throw fault;
  });
} else void Promise.reject(fault);
setTimeout(() => console.info("alive"), 50);
