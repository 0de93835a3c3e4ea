import type { Logger } from "./log.ts";

/**
 * Takes what nobody caught, so that it is told without the numbers in it, which Node itself would print. After an exception
 * nobody knows in which state the process is: it ends, and whoever keeps it running starts it anew. A rejection is that of
 * one promise, perhaps of a page that was not waited for: the rest goes on.
 */
export function takeLastResort(log: Logger): void {
  process.on("uncaughtException", (err) => {
    log.fatal({ err }, "nobody caught an exception; the server ends");
    process.exit(1);
  });
  process.on("unhandledRejection", (reason) => {
    const err = reason instanceof Error ? reason : new Error(String(reason));
    log.error({ err }, "nobody caught a rejection");
  });
}

/** Runs something that listens for what nobody caught, and takes its listeners away again. */
export async function withoutItsLastResort<Result>(run: () => Promise<Result>): Promise<Result> {
  const exceptions = process.listeners("uncaughtException");
  const rejections = process.listeners("unhandledRejection");
  const result = await run();
  for (const listener of process.listeners("uncaughtException")) {
    if (!exceptions.includes(listener)) process.off("uncaughtException", listener);
  }
  for (const listener of process.listeners("unhandledRejection")) {
    if (!rejections.includes(listener)) process.off("unhandledRejection", listener);
  }
  return result;
}
