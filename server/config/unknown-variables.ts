const prefix = "RINGSIDE_";

/** Kubernetes gives every container such for each service of its namespace; this one is likely called ringside. */
const ofService = /^RINGSIDE_(SERVICE_|PORT(_|$))/;

/** So many letters that are wrong, too many, missing or in each other's place are a slip of the hand. */
const SLIPS = 2;

/**
 * A sentence about each variable that is set, is named like ours and is none: whoever set it believes that it does
 * something. Its value is not told, which may be a secret.
 *
 * @param known names of every variable there is
 */
export function unknownVariables(
  known: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const unknown = Object.keys(env).filter((name) => name.startsWith(prefix) && env[name] !== "");
  return unknown
    .filter((name) => !(known.includes(name) || ofService.test(name)))
    .sort()
    .map((name) => {
      const meant = nearest(name, known);
      return `${name} is no variable of Ringside and changes nothing${meant === null ? "" : `: is ${meant} meant?`}`;
    });
}

function nearest(name: string, known: readonly string[]): string | null {
  const [best] = known
    .map((other) => ({ other, slips: slipsBetween(name, other.startsWith(prefix) ? other : `${prefix}${other}`) }))
    .sort((a, b) => a.slips - b.slips);
  return best !== undefined && best.slips <= SLIPS ? best.other : null;
}

/** By how many letters two words differ (the optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  let older: readonly number[] = [];
  let old: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = row > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          at(old, column) + 1,
          at(next, column - 1) + 1,
          at(old, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(older, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    older = old;
    old = next;
  }
  return at(old, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
