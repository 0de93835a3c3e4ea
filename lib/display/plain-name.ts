/** Control and format characters, among them those that turn the direction of what follows (S-5); joiners make emoji and scripts. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const joiners = new Set(["\u200c", "\u200d"]);

/** A name somebody else gave, as one line of plain text. What it says is not changed; what it would do is. */
export function plainName(name: string): string {
  return name
    .replaceAll(/\s+/gu, " ")
    .replaceAll(unseen, (sign) => (joiners.has(sign) ? sign : ""))
    .trim();
}
