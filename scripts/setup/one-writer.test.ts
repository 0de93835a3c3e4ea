import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { asOnlyWriter } from "./one-writer.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-writer-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function start(code: string) {
  const [program, args] = asOnlyWriter(folder, process.execPath, ["-e", code]);
  return spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
}

describe("what writes into a checkout", () => {
  test("[T2] waits for what is already writing, whoever started that", async () => {
    const first = start("console.log('in'); setInterval(() => {}, 1000)");
    await once(first.stdout, "data");
    const second = start("console.log('in')");
    let secondIsIn = false;
    second.stdout.on("data", () => {
      secondIsIn = true;
    });
    // As long as a third program needs to start, run and end.
    await once(spawn(process.execPath, ["-e", ""]), "exit");
    expect(secondIsIn).toBe(false);
    first.kill("SIGKILL");
    await once(second, "close");
    expect(secondIsIn).toBe(true);
  });

  test("[T3] is reached by a signal, and its exit code comes back", async () => {
    const program = start(
      "process.once('SIGTERM', () => process.exit(5)); console.log('in'); setInterval(() => {}, 1000)",
    );
    await once(program.stdout, "data");
    program.kill("SIGTERM");
    expect(await once(program, "exit")).toEqual([5, null]);
  });
});
