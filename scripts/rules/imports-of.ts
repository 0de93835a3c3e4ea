import { posix } from "node:path";
import { lineAt, type SourceFile } from "./source-file.ts";

export interface Import {
  /** A path in the checkout, `node:…`, or a package's name. */
  readonly target: string;
  readonly line: number;
}

/** Everything a source takes from elsewhere: imports, re-exports, imported types, and imports at run time. */
export function importsOf({ path, text, parsed }: SourceFile): Import[] {
  const { staticImports, staticExports, dynamicImports } = parsed.module;
  const named = [
    ...staticImports.map(({ moduleRequest }) => moduleRequest),
    ...staticExports.flatMap(({ entries }) => entries.flatMap(({ moduleRequest }) => moduleRequest ?? [])),
  ];
  const atRunTime = dynamicImports.map(({ moduleRequest: { start, end } }) => ({
    value: text.slice(start, end).replaceAll(/["'`]/g, ""),
    start,
  }));
  // The parser does not list `import("…")` where it stands for a type.
  const inTypes = [...text.matchAll(/\bimport\((?=["'`])/g)]
    .map(({ index, 0: opening }) => index + opening.length)
    .filter((start) => !atRunTime.some((other) => other.start === start))
    .map((start) => ({
      value: text
        .slice(start + 1)
        .split(/["'`]/, 1)
        .join(""),
      start,
    }));
  return [...named, ...atRunTime, ...inTypes].map(({ value, start }) => ({
    target: resolved(path, value),
    line: lineAt(text, start),
  }));
}

function resolved(from: string, specifier: string): string {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith("node:")) return specifier;
  const parts = specifier.split("/");
  return parts.slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}
