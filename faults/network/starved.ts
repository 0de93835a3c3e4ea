import { readFileSync } from "node:fs";

/**
 * ms that this process could have worked in and was given no processor, since it began: what a busy machine adds to every
 * wait. 0 where the system does not tell.
 */
export function starvedMs(): number {
  try {
    const [, waited = "0"] = readFileSync("/proc/self/schedstat", "utf8").split(" ");
    return Number(waited) / 1_000_000;
  } catch {
    return 0;
  }
}
