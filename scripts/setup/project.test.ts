import { expect, test, vi } from "vitest";
import { quickStart, root } from "./project.mjs";

test("[T30] a start keeps in the checkout what Node has compiled, unless the person says where", () => {
  vi.stubEnv("NODE_COMPILE_CACHE", undefined);
  expect(quickStart()).toMatchObject({
    NODE_COMPILE_CACHE: `${root}.ringside/compile-cache`,
    PATH: process.env["PATH"],
  });
  vi.stubEnv("NODE_COMPILE_CACHE", "/elsewhere");
  expect(quickStart()).toMatchObject({ NODE_COMPILE_CACHE: "/elsewhere" });
});
