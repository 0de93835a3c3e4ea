/** What nobody takes for something else when it is read out or written down: 32, so that a byte's low bits choose evenly. */
const characters = "abcdefghijkmnpqrstuvwxyz23456789";

const groups = 4;
const inGroup = 4;

/** A password to hand over: 80 random bits, `k7mq-2xwd-9hrt-c4ne`. @param fill with bytes that nobody can guess */
export function firstPassword(fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const letters = [...fill(new Uint8Array(groups * inGroup))].map((byte) => characters[byte % characters.length]);
  return Array.from({ length: groups }, (_, group) =>
    letters.slice(group * inGroup, (group + 1) * inGroup).join(""),
  ).join("-");
}
