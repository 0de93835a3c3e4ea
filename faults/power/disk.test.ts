import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "#lib/simulator/random.ts";
import { certainImage, cutImage, wholeImage } from "./cut.ts";
import { change, type Disk, emptyDisk, emptyFile, type FileNode, forsake, keep, keepNames, name } from "./disk.ts";

const LENGTH = 3 * 4096;

/** A disk with one file whose name is certain. */
function diskWithFile(): { readonly disk: Disk; readonly file: FileNode } {
  const disk = emptyDisk();
  const file = emptyFile();
  name(disk, { folder: "", names: [{ path: "a", node: file }] });
  keepNames(disk, "", 1);
  return { disk, file };
}

const deed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(fc.nat(LENGTH), fc.integer({ min: 1, max: 6_000 })).map(([at, length]) => ({ at, length })),
  },
  { weight: 1, arbitrary: fc.nat(LENGTH).map((length) => ({ length })) },
  { weight: 1, arbitrary: fc.constant("sync" as const) },
  { weight: 1, arbitrary: fc.constant("fail" as const) },
);
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

/** Each write writes a byte of its own. */
function does(file: FileNode, deeds: readonly Deed[]): void {
  for (const [index, one] of deeds.entries()) {
    if (one === "sync") keep(file, file.pending.length);
    else if (one === "fail") forsake(file, file.pending.length);
    else if ("at" in one) {
      change(file, { is: "write", at: one.at, bytes: Buffer.alloc(one.length, index + 1), isForsaken: false });
    } else change(file, { is: "length", length: one.length });
  }
}

const seed = fc.nat().map(seededRandom);

test("[F3] what was synced is there after every power cut, whatever the rest becomes", () => {
  fc.assert(
    fc.property(fc.array(deed), fc.array(deed), seed, (before, after, random) => {
      const { disk, file } = diskWithFile();
      does(file, [...before.filter((one) => one !== "fail"), "sync"]);
      const synced = certainImage(disk).get("a") ?? Buffer.alloc(0);
      expect(wholeImage(disk).get("a")).toEqual(synced);
      const unsynced = after.filter((one) => one !== "sync");
      does(file, unsynced);
      const cut = cutImage(disk, random).get("a") ?? Buffer.alloc(0);
      const isTouched = (at: number) =>
        file.pending.some((made) =>
          made.is === "length" ? at >= made.length : at >= made.at && at < made.at + made.bytes.length,
        );
      const lost = Array.from(synced.keys()).filter((at) => !isTouched(at) && cut[at] !== synced[at]);
      expect(lost).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("[F3] a cut leaves nothing, all, a beginning, single writes, torn pages and torn sectors of what was not synced", () => {
  const { disk, file } = diskWithFile();
  for (const byte of [1, 2, 3]) {
    change(file, { is: "write", at: (byte - 1) * 4096, bytes: Buffer.alloc(4096, byte), isForsaken: false });
  }
  const seen = new Set<string>();
  for (let round = 0; round < 2_000; round += 1) {
    const left = cutImage(disk, seededRandom(round)).get("a") ?? Buffer.alloc(0);
    const sectors = Array.from({ length: 24 }, (_, index) => {
      const [value] = left.subarray(index * 512);
      return value === Math.floor(index / 8) + 1 ? "x" : ".";
    });
    seen.add(sectors.join(""));
  }
  const all = "x".repeat(24);
  for (const kept of [".".repeat(24), all, `${"x".repeat(8)}${".".repeat(16)}`, `${".".repeat(8)}${"x".repeat(16)}`]) {
    expect(seen).toContain(kept);
  }
  expect([...seen].filter((kept) => /x\.x/.test(kept)).length).toBeGreaterThan(100);
});

test("[F3] what a sync that failed gave up is never certain again, unless its page is written once more", () => {
  const { disk, file } = diskWithFile();
  change(file, { is: "write", at: 0, bytes: Buffer.alloc(8_192, 1), isForsaken: false });
  forsake(file, 1);
  change(file, { is: "write", at: 5_000, bytes: Buffer.alloc(10, 2), isForsaken: false });
  keep(file, file.pending.length);
  const certain = certainImage(disk).get("a");
  expect(certain?.subarray(0, 4_096)).toEqual(Buffer.alloc(4_096));
  expect(certain?.subarray(4_096, 5_000)).toEqual(Buffer.alloc(904, 1));
  expect(certain?.subarray(5_000, 5_010)).toEqual(Buffer.alloc(10, 2));
  expect(wholeImage(disk).get("a")?.subarray(0, 5_000)).toEqual(Buffer.alloc(5_000, 1));
});

test("[F3] a file whose folder was not synced may be gone, with all that was synced in it", () => {
  const disk = emptyDisk();
  const file = emptyFile();
  name(disk, { folder: "", names: [{ path: "data", node: { is: "folder" } }] });
  name(disk, { folder: "data", names: [{ path: "data/a", node: file }] });
  change(file, { is: "write", at: 0, bytes: Buffer.from("kept"), isForsaken: false });
  keep(file, 1);
  keepNames(disk, "data", disk.pendingNames.length);
  expect([...certainImage(disk).keys()]).toEqual([]);
  keepNames(disk, "", disk.pendingNames.length);
  expect(certainImage(disk).get("data/a")?.toString()).toBe("kept");
});
