import { expect, test } from "vitest";
import { bytesIn, numberOf, pathOf, readTrace } from "./read-trace.ts";

const path = String.raw`\x2f\x61`;

test("[F3] a call that nothing came between begins and returns at once", () => {
  const moments = readTrace(String.raw`12 pwrite64(3<${path}>, "\x00\xff", 2, 4096) = 2`);
  expect(moments.map(({ is }) => is)).toEqual(["begun", "returned"]);
  const [{ call } = { call: null }] = moments;
  expect(call?.name).toBe("pwrite64");
  expect(call && numberOf(call)).toBe(2);
  expect(call && bytesIn(call)).toEqual([Buffer.from([0, 255])]);
  expect(call && pathOf(call.args)).toBe("/a");
});

test("[F3] what other threads did between a call's beginning and its end stands between", () => {
  const trace = [
    `12 fsync(3<${path}> <unfinished ...>`,
    String.raw`13 write(1<\x70>, "\x61", 1) = 1`,
    "12 <... fsync resumed>)              = -1 EIO (Input/output error) (INJECTED)",
    "12 +++ exited with 0 +++",
    "--- SIGTERM {si_signo=SIGTERM} ---",
  ];
  const moments = readTrace(trace.slice(0, 4).join("\n"));
  expect(moments.map(({ is, call }) => `${call.name} ${is}`)).toEqual([
    "fsync begun",
    "write begun",
    "write returned",
    "fsync returned",
  ]);
  expect(moments[0]?.call.result).toMatch(/EIO/);
  expect(moments.map(({ call }) => numberOf(call))).toEqual([null, 1, 1, null]);
});

test("[F3] a call that the end of the program cut off has no result", () => {
  const moments = readTrace(`12 fsync(3<${path}>) = ?\n13 close(4 <unfinished ...>\n13 +++ killed by SIGKILL +++\n`);
  expect(moments.map(({ is, call }) => [call.name, is, call.result])).toEqual([
    ["fsync", "begun", null],
    ["fsync", "returned", null],
    ["close", "begun", null],
  ]);
});

test.each(["what is this", "12 <... fsync resumed>) = 0"])("[F3] %j is no line that is passed over", (line) => {
  expect(() => readTrace(line)).toThrow();
});
