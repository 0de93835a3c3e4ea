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

const rooms = ["app", "bench", "components", "e2e", "lib", "scripts", "server"];

export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, parsed: parseSync(path, text) };
}

/** Every TypeScript and JavaScript source below the checkout's folders. */
export function readSources(checkout: string): SourceFile[] {
  return rooms.flatMap((room) =>
    readdirSync(join(checkout, room), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|mjs)$/.test(name))
      .map((name) => sourceFile(`${room}/${name}`, readFileSync(join(checkout, room, name), "utf8"))),
  );
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("e2e/") || path.startsWith("lib/testing/");
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
