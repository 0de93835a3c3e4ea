import type { Argument, Node } from "oxc-parser";
import { nodesOf } from "./nodes-of.ts";
import { lineAt, type SourceFile, type Violation } from "./source-file.ts";

/** Tests whose name does not begin with the rules they hold, as `[C4] …`, or names one that is not in `rules`. */
export function misnamedTests(files: readonly SourceFile[], rules: ReadonlySet<string>): Violation[] {
  return testsIn(files).flatMap(({ path, line, name }) => {
    const named = rulesNamed(name);
    if (named.length === 0) return [{ path, line, says: `"${name}" names no rule` }];
    return named.filter((rule) => !rules.has(rule)).map((rule) => ({ path, line, says: `there is no rule ${rule}` }));
  });
}

/** The rules that no test names. */
export function untestedRules(files: readonly SourceFile[], rules: ReadonlySet<string>): string[] {
  const named = new Set(testsIn(files).flatMap(({ name }) => rulesNamed(name)));
  return [...rules].filter((rule) => !named.has(rule));
}

/** The rules that a specification numbers, as `- **C4** …`. */
export function rulesOf(specification: string): ReadonlySet<string> {
  return new Set(Array.from(specification.matchAll(/^- \*\*([A-Z]\d+)\*\* /gm), ([, rule = ""]) => rule));
}

function rulesNamed(name: string): string[] {
  const [labels = ""] = /^(\[[A-Z]\d+\] )+/.exec(name) ?? [];
  return labels.match(/[A-Z]\d+/g) ?? [];
}

interface NamedTest {
  readonly path: string;
  readonly line: number;
  readonly name: string;
}

function testsIn(files: readonly SourceFile[]): NamedTest[] {
  return files
    .filter(({ path }) => /\.(test|spec)\.tsx?$|-contract\.ts$/.test(path))
    .flatMap(({ path, text, parsed }) =>
      [...nodesOf(parsed.program)].flatMap(({ node }) => {
        const name = testName(node);
        return name === null ? [] : [{ path, line: lineAt(text, node.start), name }];
      }),
    );
}

/** The name of a test, of a template its fixed beginning; null for what is no test, or has a name made elsewhere. */
function testName(node: Node): string | null {
  if (node.type !== "CallExpression") return null;
  const { callee } = node;
  const isTable = callee.type === "CallExpression" && callee.callee.type === "MemberExpression";
  const maker = isTable && callee.callee.type === "MemberExpression" ? callee.callee.object : callee;
  return maker.type === "Identifier" && maker.name === "test" ? beginning(node.arguments[0]) : null;
}

function beginning(argument: Argument | undefined): string | null {
  if (argument?.type === "Literal" && typeof argument.value === "string") return argument.value;
  if (argument?.type === "TemplateLiteral") return argument.quasis[0]?.value.raw ?? null;
  return null;
}
