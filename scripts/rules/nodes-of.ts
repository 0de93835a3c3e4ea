import type { Node } from "oxc-parser";

export interface Placed {
  readonly node: Node;
  readonly parent: Node | null;
}

/** A node and everything below it, in the order of the text. */
export function* nodesOf(node: Node, parent: Node | null = null): Generator<Placed> {
  yield { node, parent };
  for (const value of Object.values(node).flat()) {
    if (isNode(value)) yield* nodesOf(value, node);
  }
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;
