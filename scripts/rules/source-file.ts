import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseResult, parseSync } from "oxc-parser";

/** One source of the project, parsed. */
export interface SourceFile {
  /** From the checkout's folder, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly parsed: ParseResult;
}

/** A sentence about one place in the sources. */
export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly says: string;
}

/** Folders of the checkout that hold no sources of ours. */
const others = ["data", "node_modules", "public"];

export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, parsed: parseSync(path, text) };
}

/** Every TypeScript and JavaScript source below the checkout's folders; hidden folders hold what is made from them. */
export function readSources(checkout: string): SourceFile[] {
  const rooms = readdirSync(checkout, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({ name }) => name)
    .filter((name) => !others.includes(name));
  return rooms.flatMap((room) =>
    readdirSync(join(checkout, room), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|mjs)$/.test(name))
      .map((name) => sourceFile(`${room}/${name}`, readFileSync(join(checkout, room, name), "utf8"))),
  );
}

/** Tests, and what only tests use: a contract's suite is run by the test of each adapter. */
export function isTest(path: string): boolean {
  return /(\.test|-contract)\.tsx?$/.test(path) || path.startsWith("e2e/") || path.startsWith("lib/testing/");
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
