import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

function run(what: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, "last-resort.child.ts"), what], (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}

test("[L80] an exception that nobody caught is told without the numbers in it, and ends the server", async () => {
  const { code, stdout, stderr } = await run("exception");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain("nobody caught an exception");
  expect(stderr).toContain("of the caller");
  expect(stderr).not.toMatch(/774\s?852/);
});

test("[L80] a rejection that nobody caught is told in the same way, and the server goes on", async () => {
  const { code, stdout, stderr } = await run("rejection");
  expect({ code, stdout }).toEqual({ code: 0, stdout: "alive\n" });
  expect(stderr).toContain("nobody caught a rejection");
  expect(stderr).not.toMatch(/774\s?852/);
});
