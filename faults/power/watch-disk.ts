import { dirname, relative, sep } from "node:path";
import { bytesIn, type Moment, numberOf, pathOf, type Syscall } from "../trace/read-trace.ts";
import { change, type Disk, type DiskNode, emptyFile, forsake, keep, keepNames, name } from "./disk.ts";

interface OpenFile {
  readonly path: string;
  readonly node: DiskNode;
  position: number;
}

interface Watch {
  readonly disk: Disk;
  readonly root: string;
  /** By the number that the program has for it. */
  readonly open: Map<number, OpenFile>;
  /** How much had come before a sync that is under way. */
  readonly syncing: Map<Syscall, number>;
}

/** What a call does to the disk, as it begins and as it comes back. Those that failed do nothing, but for a sync. */
interface Handling {
  readonly begun?: (watch: Watch, call: Syscall, number: number) => void;
  readonly returned?: (watch: Watch, call: Syscall, number: number) => void;
}

/**
 * Brings a disk to where one program's system calls bring it. Throws where the program does what the disk does not know.
 * @param root the folder that is the disk; the rest of the machine's files are none of it
 */
export function watchDisk(disk: Disk, root: string): (moment: Moment) => void {
  const watch: Watch = { disk, root, open: new Map(), syncing: new Map() };
  return ({ is, call }) => {
    if (call.name === "fsync" || call.name === "fdatasync") {
      (is === "begun" ? beginSync : endSync)(watch, call);
      return;
    }
    const number = numberOf(call);
    if (number !== null) (handlings[call.name] ?? strange)[is]?.(watch, call, number);
  };
}

const opening: Handling = { returned: openFile };
// Once taken it may reach the disk at any time, also before the call comes back.
const writing: Handling = { begun: write };
const saying: Handling = {};
const unnaming: Handling = { begun: (watch, call) => setName(watch, call, null) };
const foldering: Handling = { begun: (watch, call) => setName(watch, call, { is: "folder" }) };
const renaming: Handling = { begun: rename };
const strange: Handling = { begun: refuseInside };

const handlings: Readonly<Record<string, Handling>> = {
  open: opening,
  openat: opening,
  creat: opening,
  // From here on its number may be another file's.
  close: { begun: ({ open }, call) => void open.delete(numberIn(call)) },
  write: writing,
  writev: writing,
  pwrite64: writing,
  pwritev: writing,
  ftruncate: { begun: setLength },
  unlink: unnaming,
  unlinkat: unnaming,
  rmdir: unnaming,
  mkdir: foldering,
  mkdirat: foldering,
  rename: renaming,
  renameat: renaming,
  renameat2: renaming,
  sendto: saying,
  sendmsg: saying,
  sendmmsg: saying,
};

function openFile(watch: Watch, call: Syscall, number: number): void {
  const path = inside(watch, pathOf(call.result ?? ""));
  if (path === null) return;
  const node = watch.disk.names.get(path) ?? nodeMade(watch.disk, path, call);
  if (node.is === "file" && call.args.includes("O_TRUNC") && node.length > 0) change(node, { is: "length", length: 0 });
  const isAtEnd = node.is === "file" && call.args.includes("O_APPEND");
  watch.open.set(number, { path, node, position: isAtEnd ? node.length : 0 });
}

function nodeMade(disk: Disk, path: string, { args }: Syscall): DiskNode {
  if (args.includes("O_DIRECTORY") || !args.includes("O_CREAT")) return { is: "folder" };
  const node = emptyFile();
  name(disk, { folder: folderOf(path), names: [{ path, node }] });
  return node;
}

function write(watch: Watch, call: Syscall, taken: number): void {
  const file = fileOf(watch, call);
  if (file?.node.is !== "file") return;
  const isPlaced = call.name.startsWith("p");
  const at = isPlaced ? lastNumberIn(call) : file.position;
  if (!isPlaced) file.position += taken;
  const bytes = Buffer.concat(bytesIn(call)).subarray(0, taken);
  change(file.node, { is: "write", at, bytes, isForsaken: false });
}

function setLength(watch: Watch, call: Syscall): void {
  const file = fileOf(watch, call);
  if (file?.node.is === "file") change(file.node, { is: "length", length: lastNumberIn(call) });
}

function beginSync(watch: Watch, call: Syscall): void {
  const file = fileOf(watch, call);
  if (file === null) return;
  const { length } = file.node.is === "file" ? file.node.pending : watch.disk.pendingNames;
  watch.syncing.set(call, length);
}

function endSync(watch: Watch, call: Syscall): void {
  const [file, count] = [fileOf(watch, call), watch.syncing.get(call)];
  if (file === null || count === undefined) return;
  const failed = numberOf(call) === null;
  if (file.node.is === "file") (failed ? forsake : keep)(file.node, count);
  else if (!failed) keepNames(watch.disk, file.path, count);
}

function setName(watch: Watch, call: Syscall, node: DiskNode | null): void {
  const [path = null] = pathsIn(watch, call);
  if (path !== null) name(watch.disk, { folder: folderOf(path), names: [{ path, node }] });
}

function rename(watch: Watch, call: Syscall): void {
  const [from = null, to = null] = pathsIn(watch, call);
  const node = from === null ? undefined : watch.disk.names.get(from);
  if (from === null || to === null || node === undefined) return;
  const folder = folderOf(from);
  if (folder !== folderOf(to)) throw new Error(`${from} was moved to another folder`);
  const names = [
    { path: from, node: null },
    { path: to, node },
  ];
  name(watch.disk, { folder, names });
}

function refuseInside(watch: Watch, call: Syscall): void {
  const isInside = fileOf(watch, call) !== null || pathsIn(watch, call).some((path) => path !== null);
  if (isInside) throw new Error(`the disk knows no ${call.name}`);
}

function fileOf({ open }: Watch, call: Syscall): OpenFile | null {
  return open.get(numberIn(call)) ?? null;
}

const numberIn = ({ args }: Syscall) => Number(/^\d+/.exec(args)?.[0]);
const lastNumberIn = ({ args }: Syscall) => Number(/, (\d+)$/.exec(args)?.[1]);

function pathsIn(watch: Watch, call: Syscall): (string | null)[] {
  return bytesIn(call).map((bytes) => inside(watch, bytes.toString()));
}

/** From the root on; null: it lies elsewhere. */
function inside({ root }: Watch, path: string): string | null {
  const from = relative(root, path);
  return from === ".." || from.startsWith(`..${sep}`) ? null : from;
}

/** "": the root. */
function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}
