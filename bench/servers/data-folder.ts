import { mkdirSync } from "node:fs";
import { resolve } from "node:path";

/** Where journals are kept, made if need be: the system's folder for temporary files is often on no disk at all. */
export function dataFolder(): string {
  const { RINGSIDE_DATA = "./data" } = process.env;
  const folder = resolve(RINGSIDE_DATA);
  mkdirSync(folder, { recursive: true });
  return folder;
}
