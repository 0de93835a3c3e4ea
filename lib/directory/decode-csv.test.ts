import { expect, test } from "vitest";
import { decodeCsv } from "./decode-csv.ts";

const bytes = (...values: readonly number[]) => new Uint8Array(values).buffer;

test("[D47] a file is read as UTF-8, and as Windows-1252 where it is none", () => {
  expect(decodeCsv(bytes(0x4b, 0xc3, 0xb6))).toBe("Kö");
  expect(decodeCsv(bytes(0xef, 0xbb, 0xbf, 0x4b))).toBe("K");
  expect(decodeCsv(bytes(0x4b, 0xf6))).toBe("Kö");
});
