import { between, chance, pick, type Random } from "#lib/simulator/random.ts";
import { applied, applyNaming, type Change, type Disk, type FileNode, PAGE, split } from "./disk.ts";

/** What a disk holds: contents by path. */
export type Image = ReadonlyMap<string, Buffer>;

const SECTOR = 512;

/** What is there whatever happened to the rest. */
export function certainImage(disk: Disk): Image {
  return imageOf(disk.safeNames, ({ safe }) => Buffer.from(safe));
}

/** What programs see. */
export function wholeImage(disk: Disk): Image {
  return imageOf(disk.names, ({ safe, pending }) =>
    pending.reduce<Buffer>((content, made) => applied(content, made), Buffer.from(safe)),
  );
}

/**
 * What a power cut may leave: all that is certain; of the rest any part, in any order, and of a write any of its sectors
 * or pages.
 */
export function cutImage(disk: Disk, random: Random): Image {
  const names = new Map(disk.safeNames);
  for (const naming of leftOf(disk.pendingNames, random)) applyNaming(names, naming);
  return imageOf(names, (file, path) => (isSharedMemory(path) ? sharedMemory(random) : leftOfFile(file, random)));
}

function imageOf(names: Disk["names"], contentOf: (file: FileNode, path: string) => Buffer): Image {
  const files = [...names].flatMap(([path, node]) => (node.is === "file" ? [[path, node] as const] : []));
  const reachable = files.filter(([path]) => ancestorsOf(path).every((folder) => names.get(folder)?.is === "folder"));
  return new Map(reachable.map(([path, file]) => [path, contentOf(file, path)]));
}

/** Without the root. */
function ancestorsOf(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** SQLite writes it without system calls, so anything may be in it. */
export const isSharedMemory = (path: string) => path.endsWith("-shm");

function sharedMemory(random: Random): Buffer {
  const content = Buffer.alloc(8 * PAGE);
  if (chance(random, 0.5)) noise(content, random);
  return content;
}

/** A list of names is mostly written in order, but nobody promises it. */
function leftOf<Item>(items: readonly Item[], random: Random): readonly Item[] {
  if (chance(random, 0.7)) return items.slice(0, Math.round(between(random, 0, items.length)));
  const share = random();
  return items.filter(() => chance(random, share));
}

function leftOfFile({ safe, pending }: FileNode, random: Random): Buffer {
  const fill = chance(random, 0.3) ? (gap: Buffer) => noise(gap, random) : undefined;
  let content: Buffer = Buffer.from(safe);
  for (const made of survivors(pending, random)) content = applied(content, made, fill);
  // What was written may be there, and the file's length not yet.
  return chance(random, 0.15) && content.length > safe.length ? content.subarray(0, safe.length) : content;
}

type Survival = (changes: readonly Change[], random: Random) => readonly Change[];

const ways: readonly Survival[] = [
  () => [],
  (changes) => changes,
  upToOne,
  inAnyOrder((made) => [made]),
  inAnyOrder((made) => split(made, PAGE)),
  inAnyOrder((made) => split(made, SECTOR)),
];

function survivors(changes: readonly Change[], random: Random): readonly Change[] {
  return (pick(random, ways) ?? upToOne)(changes, random);
}

/** In order up to one that is torn. */
function upToOne(changes: readonly Change[], random: Random): readonly Change[] {
  const count = Math.floor(between(random, 0, changes.length + 1));
  const torn = changes.slice(count, count + 1).flatMap((made) => split(made, SECTOR));
  return [...changes.slice(0, count), ...torn.slice(0, Math.round(between(random, 0, torn.length)))];
}

function inAnyOrder(partsOf: (made: Change) => readonly Change[]): Survival {
  return (changes, random) => {
    const share = random();
    const left = changes.flatMap(partsOf).filter(() => chance(random, share));
    return shuffled(left, random);
  };
}

function shuffled<Item>(items: readonly Item[], random: Random): readonly Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item);
}

function noise(content: Buffer, random: Random): void {
  for (let at = 0; at < content.length; at += 1) content[at] = Math.floor(random() * 256);
}
