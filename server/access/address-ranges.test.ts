import fc from "fast-check";
import { expect, test } from "vitest";
import { createAddressRanges, isAddressRange } from "./address-ranges.ts";

test.each([
  ["10.0.0.5", true],
  ["10.0.0.0/8", true],
  ["::1", true],
  ["fd00::/8", true],
  ["10.0.0.0/33", false],
  ["fd00::/129", false],
  ["10.0.0", false],
  ["pbx.example", false],
  ["10.0.0.0/", false],
  ["", false],
])("[L62] %s is an address range: %s", (text, is) => {
  expect(isAddressRange(text)).toBe(is);
});

test("[L62] a range holds exactly the addresses that begin with its bits", () => {
  const address = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
  const value = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  fc.assert(
    fc.property(address, address, fc.integer({ min: 0, max: 32 }), (base, other, bits) => {
      const size = 2 ** (32 - bits);
      const inside = Math.floor(value(base) / size) === Math.floor(value(other) / size);
      const ranges = createAddressRanges([`${base.join(".")}/${bits}`]);
      expect(ranges.has(other.join("."))).toBe(inside);
      expect(ranges.has(`::ffff:${other.join(".")}`)).toBe(inside);
    }),
  );
});

test("[L62] what is no address is in no range", () => {
  expect(createAddressRanges(["0.0.0.0/0", "::/0"]).has("somewhere")).toBe(false);
});
