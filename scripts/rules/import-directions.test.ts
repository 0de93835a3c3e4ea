import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { wrongWayImports } from "./import-directions.ts";
import { readSources, sourceFile } from "./source-file.ts";

const complaints = (path: string, text: string) => wrongWayImports([sourceFile(path, text)]).map(({ says }) => says);

describe("import directions", () => {
  test("[T4] nothing in the project imports against the street", () => {
    expect(wrongWayImports(readSources(root))).toEqual([]);
  });

  test.each([
    ["lib/board/x.ts", 'import { a } from "#server/app.ts";'],
    ["lib/board/x.ts", 'import type { A } from "../../server/app.ts";'],
    ["lib/board/x.ts", 'export { a } from "#components/wall/a.tsx";'],
    ["lib/board/x.ts", 'export * from "../protocol/messages.ts";'],
    ["lib/board/x.ts", 'type A = import("#server/app.ts").A;'],
    ["lib/board/x.ts", 'const a = await import("#server/app.ts");'],
    ["lib/board/x.ts", 'import { readFileSync } from "node:fs";'],
    ["lib/call/x.ts", 'import { useState } from "react";'],
    ["lib/pbx/x.ts", 'import { a } from "#lib/call/a.ts";'],
    ["lib/protocol/x.ts", 'import { io } from "socket.io-client";'],
    ["lib/board/x.ts", 'import { a } from "#lib/testing/a.ts";'],
    ["server/x.ts", 'import { a } from "#lib/testing/a.ts";'],
    ["server/x.ts", 'import { a } from "#lib/client/a.ts";'],
    ["server/x.ts", 'import { a } from "#components/wall/a.tsx";'],
    ["server/x.test.ts", 'import { a } from "#app/page.tsx";'],
    ["components/wall/x.tsx", 'import { a } from "#server/app.ts";'],
    ["components/wall/x.test.tsx", 'import { a } from "#server/app.ts";'],
    ["app/page.tsx", 'import { a } from "#server/app.ts";'],
    ["app/page.tsx", 'import { a } from "node:fs";'],
    ["scripts/setup/x.mjs", 'import { z } from "zod";'],
    ["attic/x.ts", 'import { a } from "./a.ts";'],
  ])("[T4] %s may not say %s", (path, text) => {
    expect(complaints(path, text)).toHaveLength(1);
  });

  test.each([
    ["lib/board/x.ts", 'import { a } from "#lib/call/a.ts";'],
    ["lib/board/x.ts", 'import { a } from "./a.ts";'],
    ["lib/board/x.test.ts", 'import fc from "fast-check"; import { a } from "#lib/testing/a.ts";'],
    ["lib/client/x.ts", 'import { create } from "zustand";'],
    ["server/x.ts", 'import { readFileSync } from "node:fs"; import pino from "pino";'],
    ["scripts/setup/x.mjs", 'import { join } from "node:path"; import { a } from "./a.mjs";'],
  ])("[T4] %s may say %s", (path, text) => {
    expect(complaints(path, text)).toEqual([]);
  });
});
