import { fork } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { exitCodeOf, runChild } from "./child.mjs";

const node = (code: string) => runChild(process.execPath, ["-e", code], { stdio: "ignore" });

describe("a child program", () => {
  test("[T3] its exit code comes back", async () => {
    expect(exitCodeOf(await node("process.exit(7)"))).toBe(7);
    expect(exitCodeOf(await node(""))).toBe(0);
  });

  test("[T3] an end by signal counts as in a shell", async () => {
    expect(exitCodeOf(await node("process.kill(process.pid, 'SIGKILL')"))).toBe(137);
  });

  test("[T3] one that cannot be started is an error", async () => {
    await expect(runChild("/nowhere/at-all", [], {})).rejects.toThrow("ENOENT");
  });

  test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("[T3] %s reaches it, and its answer is ours", async (signal) => {
    const parent = fork(new URL("./child.child.mjs", import.meta.url), { stdio: ["ignore", "pipe", "inherit", "ipc"] });
    const [said] = await once(parent.stdout ?? process.stdin, "data");
    expect(String(said)).toBe("ready\n");
    parent.kill(signal);
    expect(await once(parent, "exit")).toEqual([5, null]);
  });
});
