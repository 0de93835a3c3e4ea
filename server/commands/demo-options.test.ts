import { expect, test } from "vitest";
import { readDemoOptions } from "./demo-options.ts";

test("[S10] a demo needs no options, and has as many calls as its agents can take", () => {
  expect(readDemoOptions([])).toEqual({
    kind: "run",
    options: { queues: 8, agents: 14, callsPerHour: 230, port: null },
  });
  expect(readDemoOptions(["--queues", "30", "--agents", "200"])).toMatchObject({ options: { callsPerHour: 3286 } });
});

test("[S10] what is asked for is taken, and nonsense is refused in one sentence", () => {
  expect(readDemoOptions(["--calls-per-hour", "90", "--port", "0"])).toMatchObject({
    options: { callsPerHour: 90, port: 0 },
  });
  expect(readDemoOptions(["--port", "70000"])).toEqual({
    kind: "problem",
    message: '--port must be a whole number from 0 to 65535, not "70000".',
  });
  expect(readDemoOptions(["-h"])).toEqual({ kind: "help" });
});
