import { BlockList, isIP } from "node:net";

/** A set of addresses, given as addresses and ranges in CIDR form. */
export interface AddressRanges {
  /** @param address of a socket's peer; an IPv4 address in IPv6 form is the IPv4 address */
  has(address: string): boolean;
}

/** Whether a text is an address, or a range such as `10.0.0.0/8` or `fd00::/8`. */
export function isAddressRange(text: string): boolean {
  return readRange(text) !== null;
}

/** @param texts each an address range; what is none is left out */
export function createAddressRanges(texts: readonly string[]): AddressRanges {
  // Most operators name none, and every delivery asks.
  if (texts.length === 0) return { has: () => false };
  const list = new BlockList();
  for (const range of texts.map(readRange)) if (range) list.addSubnet(range.address, range.bits, range.family);
  return {
    has(address) {
      const plain = plainAddress(address);
      const family = isIP(plain);
      return family !== 0 && list.check(plain, family === 4 ? "ipv4" : "ipv6");
    },
  };
}

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: "ipv4" | "ipv6";
}

function readRange(text: string): Range | null {
  const { address = "", bits } = /^(?<address>[\da-f.:]+)(?:\/(?<bits>\d{1,3}))?$/i.exec(text)?.groups ?? {};
  const version = isIP(address);
  if (version === 0) return null;
  const most = version === 4 ? 32 : 128;
  const length = bits === undefined ? most : Number(bits);
  return length > most ? null : { address, bits: length, family: version === 4 ? "ipv4" : "ipv6" };
}

/** As it is written without its IPv6 prefix, where it is an IPv4 address that a socket of both families took. */
export function plainAddress(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) === 4 ? bare : address;
}
