import type { App } from "./app.ts";

/** A service manager kills what has not stopped by then, or soon after. */
const PATIENCE_MS = 5_000;

/** Stops the app on SIGTERM, SIGINT and SIGHUP, and exits with 0. A second signal of the same kind ends the process at once. */
export function stopOnSignal(app: Pick<App, "stop">): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    void app.stop().then(() => process.exit(0));
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("SIGHUP", stop);
}
