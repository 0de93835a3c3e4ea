import type { Node } from "oxc-parser";
import { nodesOf } from "./nodes-of.ts";
import { lineAt, type SourceFile, type Violation } from "./source-file.ts";

/** Names that reach out of a computation: the clock, chance, the process, the network, the page. */
const outside = new Set([
  "clearImmediate",
  "clearInterval",
  "clearTimeout",
  "console",
  "crypto",
  "document",
  "fetch",
  "globalThis",
  "localStorage",
  "navigator",
  "performance",
  "process",
  "queueMicrotask",
  "requestAnimationFrame",
  "sessionStorage",
  "setImmediate",
  "setInterval",
  "setTimeout",
  "window",
]);

/** Members that read the clock, chance, or the machine's own time zone and language. */
const outsideMembers = new Set(["Date.now", "Math.random", "Temporal.Now"]);
const localMembers =
  /^(get(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset)|toLocale(Date|Time)?String|resolvedOptions)$/;

/** Where the middle (`lib` without its browser edge) is not a pure function of its arguments. Tests may measure. */
export function impurities(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => path.startsWith("lib/") && !path.startsWith("lib/client/") && !/\.test\.tsx?$/.test(path))
    .flatMap(({ path, text, parsed }) =>
      [...nodesOf(parsed.program)].flatMap(({ node, parent }) => {
        const says = impurity(node, parent);
        return says === null ? [] : [{ path, line: lineAt(text, node.start), says }];
      }),
    );
}

function impurity(node: Node, parent: Node | null): string | null {
  if (node.type === "Identifier" && outside.has(node.name) && !isOnlyAName(node, parent)) return `uses ${node.name}`;
  if (node.type === "MemberExpression" && node.property.type === "Identifier" && !node.computed) {
    const member = node.property.name;
    if (node.object.type === "Identifier" && outsideMembers.has(`${node.object.name}.${member}`)) {
      return `uses ${node.object.name}.${member}`;
    }
    if (localMembers.test(member)) return `uses .${member}, which depends on the machine's time zone or language`;
  }
  return dateWithoutAnInstant(node);
}

/** `Date()` and `new Date()` read the clock; with several numbers they read the machine's time zone. */
function dateWithoutAnInstant(node: Node): string | null {
  if (node.type !== "NewExpression" && node.type !== "CallExpression") return null;
  if (node.callee.type !== "Identifier" || node.callee.name !== "Date") return null;
  if (node.type === "NewExpression" && node.arguments.length === 1) return null;
  return "makes a Date that is not given its instant";
}

/** `x.process`, `{ process: 1 }` and the like name a property, not the global. */
function isOnlyAName(node: Node, parent: Node | null): boolean {
  if (parent === null) return false;
  if (parent.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent.type === "Property") return parent.key === node && !parent.shorthand;
  return parent.type === "TSPropertySignature" || parent.type === "TSMethodSignature";
}
