import { isIP } from "node:net";
import { plainAddress } from "./address-ranges.ts";

/** Whose address it is, as far as addresses tell: one customer has a whole /64 of IPv6 addresses to try from. */
export function networkOf(address: string): string {
  const plain = plainAddress(address);
  return isIP(plain) === 6 ? firstHalf(plain) : plain;
}

function firstHalf(address: string): string {
  const [bare = ""] = address.split("%");
  const [before = "", after] = bare.split("::");
  const head = groupsOf(before);
  const tail = groupsOf(after ?? "");
  const gap = after === undefined ? [] : Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => "0");
  return `${[...head, ...gap, ...tail]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** An IPv4 address at the end stands for two groups. */
function groupsOf(text: string): string[] {
  return text === "" ? [] : text.split(":").flatMap((group) => (group.includes(".") ? ["0", "0"] : [group]));
}
