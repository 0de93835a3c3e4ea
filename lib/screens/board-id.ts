/** What stands for a board in its wall's address: as like its name as lower-case letters, digits and hyphens allow. */
export function boardIdOf(name: string, taken: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, longest)
    .replace(/-$/, "");
  const base = plain === "" ? "board" : plain;
  return [base, ...taken.map((_id, index) => `${base}-${index + 2}`)].find((id) => !taken.includes(id)) ?? base;
}

const longest = 32;
