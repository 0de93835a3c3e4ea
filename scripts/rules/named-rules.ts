import type { Argument, Node } from "oxc-parser";
import { nodesOf } from "./nodes-of.ts";
import { lineAt, type SourceFile, type Violation } from "./source-file.ts";

/** Tests whose name does not begin with the rule they hold, as `[C4] …`. */
export function namelessTests(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => /\.(test|spec)\.tsx?$|-contract\.ts$/.test(path))
    .flatMap(({ path, text, parsed }) =>
      [...nodesOf(parsed.program)].flatMap(({ node }) => {
        const name = testName(node);
        if (name === null || /^\[[A-Z]\d+\] /.test(name)) return [];
        return [{ path, line: lineAt(text, node.start), says: `"${name}" names no rule` }];
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
