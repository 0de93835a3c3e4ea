import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { StartError } from "#server/start-error.ts";
import { findStrace } from "../../scripts/test/strace.mjs";

/** Whatever changes a file or a folder, or says something to somebody. */
const watched = [
  ...["open", "openat", "creat", "close", "dup", "dup2", "dup3"],
  ...["write", "pwrite64", "writev", "pwritev", "pwritev2", "sendto", "sendmsg", "sendmmsg", "sendfile"],
  ...["copy_file_range", "ftruncate", "truncate", "fallocate", "fsync", "fdatasync", "sync_file_range"],
  ...["unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "mkdir", "mkdirat", "rmdir"],
];

/** A system call that is made to fail, or to take long, as strace's `-e inject` says it: `fsync:error=EIO:when=3`. */
export type Injection = string;

/**
 * The command that runs another one and writes its system calls, with every byte, into a file.
 * Throws `StartError` where there is no strace.
 */
export function tracingInto(file: string, injections: readonly Injection[] = []): readonly string[] {
  const injected = injections.flatMap((injection) => ["-e", `inject=${injection}`]);
  return [
    ...[straceOrElse(), "-f", "-q", "-y", "-xx", "-s", "10000000", "--seccomp-bpf", "-o", file],
    ...["-e", `trace=${watched.join(",")}`, ...injected],
  ];
}

/** Makes system calls of a process that runs fail, from when this resolves until what it resolves to is called. */
export async function inject(pid: number, injection: Injection): Promise<() => Promise<void>> {
  const [call] = injection.split(":");
  const args = ["-f", "-p", `${pid}`, "-o", "/dev/null", "-e", `trace=${call}`, "-e", `inject=${injection}`];
  const watcher = spawn(straceOrElse(), args, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = once(watcher, "close");
  const told = await Promise.race([once(watcher.stderr, "data"), ended.then(() => null)]);
  if (told === null || !`${told[0]}`.includes("attached")) throw new Error(`process ${pid} cannot be harmed: ${told}`);
  watcher.stderr.resume();
  return async () => {
    watcher.kill("SIGTERM");
    await ended;
  };
}

function straceOrElse(): string {
  const found = findStrace();
  if (found === null) throw new StartError("This needs strace (Debian: apt-get install strace).");
  return found;
}

/** Of the process whose calls are written into the file. */
export function tracedPid(file: string): number {
  return Number(/^\d+/.exec(readFileSync(file, "latin1"))?.[0]);
}
