import { createHmac, randomBytes } from "node:crypto";

/** Letters of a name: 72 bits, so that no two ids of a board share one. */
const length = 12;

/** Names that need not be worked out again: more than a day of a busy office has. */
const remembered = 50_000;

/**
 * Names that stand for ids. The same id has the same name as long as this server runs; without its secret, which nobody
 * is told, no id can be found by trying which has that name.
 */
export function createOpaqueNames(secret: Buffer = randomBytes(32)): (id: string) => string {
  const names = new Map<string, string>();
  return (id) => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const name = createHmac("sha256", secret).update(id).digest("base64url").slice(0, length);
    if (names.size === remembered) names.clear();
    names.set(id, name);
    return name;
  };
}
