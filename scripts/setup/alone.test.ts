import { fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { alone } from "./alone.mjs";

describe("taking turns", () => {
  test("[T2] one at a time, and each gets its turn", async () => {
    const log: string[] = [];
    const turn = (name: string) =>
      alone(
        "taking-turns",
        async () => {
          log.push(`${name} in`);
          await new Promise(setImmediate);
          log.push(`${name} out`);
        },
        () => log.push(`${name} waits`),
      );
    await Promise.all([turn("a"), turn("b"), turn("c")]);
    const entries = log.filter((line) => !line.endsWith("waits"));
    expect(entries.toSorted()).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
    for (const [index, line] of entries.entries()) {
      if (line.endsWith("in")) expect(entries[index + 1]).toBe(line.replace("in", "out"));
    }
    expect(log.filter((line) => line.endsWith("waits"))).toHaveLength(2);
  });

  test("[T2] work that fails gives its turn back", async () => {
    const failing = alone(
      "failing",
      () => Promise.reject(new Error("no network")),
      () => undefined,
    );
    await expect(failing).rejects.toThrow("no network");
    await expect(
      alone(
        "failing",
        () => Promise.resolve("done"),
        () => undefined,
      ),
    ).resolves.toBe("done");
  });

  test("[T2] the turn of a killed process is free at once", async () => {
    const child = fork(new URL("./alone.child.mjs", import.meta.url), ["killed"]);
    await once(child, "message");
    let waited = false;
    const next = alone(
      "killed",
      () => Promise.resolve("done"),
      () => {
        waited = true;
        child.kill("SIGKILL");
      },
    );
    await expect(next).resolves.toBe("done");
    expect(waited).toBe(true);
  });
});
