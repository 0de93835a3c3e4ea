import { fork } from "node:child_process";
import { once } from "node:events";

/** Runs a program below this folder in a process of its own, which begins with nothing compiled, and takes its figure. */
export async function figureOf(file: string, ...args: readonly string[]): Promise<number> {
  const child = fork(new URL(file, import.meta.url), [...args], { stdio: ["ignore", 2, 2, "ipc"] });
  const exited = once(child, "exit");
  const told = once(child, "message");
  const gone = exited.then(() => Promise.reject(new Error(`${file} ended too early`)));
  const [figure] = await Promise.race([told, gone]);
  await exited;
  if (typeof figure !== "number") throw new Error(`${file} told no figure`);
  return figure;
}

/** The child's half. */
export function tellFigure(figure: number): void {
  process.send?.(figure);
  process.disconnect();
}
