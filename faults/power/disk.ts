/** What happened to a file and is not yet certain to be on the disk. */
export type Change =
  | {
      readonly is: "write";
      readonly at: number;
      readonly bytes: Buffer;
      /** A sync that failed gave it up: it may be on the disk or not, and no later sync brings it there. */
      readonly isForsaken: boolean;
    }
  | { readonly is: "length"; readonly length: number };

/** A file, whatever it is called. */
export interface FileNode {
  readonly is: "file";
  /** What is on the disk for certain. */
  safe: Buffer;
  /** What came since, in order. */
  pending: Change[];
  length: number;
}

export interface FolderNode {
  readonly is: "folder";
}

export type DiskNode = FileNode | FolderNode;

/** Of a folder's list of names. Paths are from the root of the disk on; `node` null: the name is gone. */
export interface Naming {
  readonly folder: string;
  readonly names: readonly { readonly path: string; readonly node: DiskNode | null }[];
}

/** The memory of a disk and of the system before it: what is certain, and what a power cut may take. */
export interface Disk {
  /** As programs see it. */
  readonly names: Map<string, DiskNode>;
  readonly safeNames: Map<string, DiskNode>;
  pendingNames: Naming[];
}

export const PAGE = 4096;

export function emptyDisk(): Disk {
  return { names: new Map(), safeNames: new Map(), pendingNames: [] };
}

export function emptyFile(): FileNode {
  return { is: "file", safe: Buffer.alloc(0), pending: [], length: 0 };
}

/** A disk that holds this, with nothing under way. @param contents by path, without folders */
export function diskOf(contents: ReadonlyMap<string, Buffer>): Disk {
  const disk = emptyDisk();
  for (const [path, content] of contents) {
    const node = { ...emptyFile(), safe: content, length: content.length };
    disk.names.set(path, node);
    disk.safeNames.set(path, node);
  }
  return disk;
}

export function change(file: FileNode, made: Change): void {
  file.pending.push(made);
  file.length = made.is === "length" ? made.length : Math.max(file.length, made.at + made.bytes.length);
}

export function name(disk: Disk, naming: Naming): void {
  disk.pendingNames.push(naming);
  applyNaming(disk.names, naming);
}

export function applyNaming(names: Map<string, DiskNode>, { names: changed }: Naming): void {
  for (const { path, node } of changed) {
    if (node === null) names.delete(path);
    else names.set(path, node);
  }
}

/** The first `count` of the pending changes are on the disk: a sync that began after them has succeeded. */
export function keep(file: FileNode, count: number): void {
  const [before, after] = [file.pending.slice(0, count), file.pending.slice(count)];
  const pages = pagesOf(before.filter((made) => !isForsaken(made)));
  // What is written again takes along the rest of its page, as it stands in memory.
  const isLeft = (made: Change) => isForsaken(made) && !pages.has(pageOf(made.at));
  for (const made of before) if (!isLeft(made)) file.safe = applied(file.safe, made);
  file.pending = [...before.filter((made, index) => isLeft(made) && !isCutOff(made, before.slice(index))), ...after];
}

/** A sync of the first `count` has failed: the system has told so once, and takes what was written for done. */
export function forsake(file: FileNode, count: number): void {
  const before = file.pending.slice(0, count).flatMap(inPages);
  const given = before.map((made) => (made.is === "write" ? { ...made, isForsaken: true } : made));
  file.pending = [...given, ...file.pending.slice(count)];
}

function isForsaken(made: Change): made is Extract<Change, { readonly is: "write" }> {
  return made.is === "write" && made.isForsaken;
}

/** Whether the file was made too short for it later. */
function isCutOff(made: Change, later: readonly Change[]): boolean {
  return made.is === "write" && later.some((other) => other.is === "length" && other.length <= made.at);
}

export function keepNames(disk: Disk, folder: string, count: number): void {
  const [before, after] = [disk.pendingNames.slice(0, count), disk.pendingNames.slice(count)];
  for (const naming of before) if (naming.folder === folder) applyNaming(disk.safeNames, naming);
  disk.pendingNames = [...before.filter((naming) => naming.folder !== folder), ...after];
}

/** The content with the change; a gap is nought, or what `fill` says was there. */
export function applied(content: Buffer, made: Change, fill: (gap: Buffer) => void = () => undefined): Buffer {
  if (made.is === "length") {
    return made.length <= content.length ? content.subarray(0, made.length) : grown(content, made.length, fill);
  }
  const end = made.at + made.bytes.length;
  const whole = end > content.length ? grown(content, end, fill) : content;
  made.bytes.copy(whole, made.at);
  return whole;
}

function grown(content: Buffer, length: number, fill: (gap: Buffer) => void): Buffer {
  const whole = Buffer.alloc(length);
  content.copy(whole);
  fill(whole.subarray(content.length));
  return whole;
}

/** Parts of a change that lie on one unit of the disk each. */
export function split(made: Change, unit: number): Change[] {
  if (made.is === "length") return [made];
  const parts: Change[] = [];
  for (let from = 0; from < made.bytes.length; ) {
    const to = Math.min(made.bytes.length, unit - ((made.at + from) % unit) + from);
    parts.push({ ...made, at: made.at + from, bytes: made.bytes.subarray(from, to) });
    from = to;
  }
  return parts;
}

const inPages = (made: Change) => split(made, PAGE);

function pagesOf(changes: readonly Change[]): ReadonlySet<number> {
  return new Set(changes.flatMap(inPages).flatMap((made) => (made.is === "write" ? [pageOf(made.at)] : [])));
}

const pageOf = (at: number) => Math.floor(at / PAGE);
