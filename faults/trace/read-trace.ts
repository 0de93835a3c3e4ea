/** One system call of a traced program, as strace wrote it. */
export interface Syscall {
  readonly name: string;
  /** Between the brackets, as written; strings are in hexadecimal, so no comma, quote or bracket stands in one. */
  readonly args: string;
  /** Behind the equals sign; null: it never came back, because the program ended. */
  result: string | null;
}

/**
 * A call begins and returns, and others may do so in between: what a program writes may reach the disk from the
 * beginning of the call on, and is known to be taken when it returns.
 */
export interface Moment {
  readonly is: "begun" | "returned";
  readonly call: Syscall;
}

const whole = /^(\d+) +(\w+)\((.*)\) += (.*)$/;
const unfinished = /^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$/;
const resumed = /^(\d+) +<\.\.\. \w+ resumed>.*\) += (.*)$/;
/** Signals and endings. */
const remark = /^\d+ +(?:---|\+\+\+)/;

/** What a trace tells, in the order in which it happened. Throws where a line is none that is known. */
export function readTrace(text: string): Moment[] {
  const open = new Map<string, Syscall>();
  return text.split("\n").flatMap((line): Moment[] => {
    if (line === "" || remark.test(line)) return [];
    if (line.endsWith(" <unfinished ...>")) return [begun(line, open)];
    if (line.slice(0, 40).includes("<... ")) return [returned(line, open)];
    const [, , name, args, result] = whole.exec(line) ?? [];
    if (name === undefined || args === undefined || result === undefined) throw unknown(line);
    const call = { name, args, result: resultOf(result) };
    return [
      { is: "begun", call },
      { is: "returned", call },
    ];
  });
}

/** @param open calls under way, by thread */
function begun(line: string, open: Map<string, Syscall>): Moment {
  const [, thread, name, args] = unfinished.exec(line) ?? [];
  if (thread === undefined || name === undefined || args === undefined) throw unknown(line);
  const call = { name, args, result: null };
  open.set(thread, call);
  return { is: "begun", call };
}

function returned(line: string, open: Map<string, Syscall>): Moment {
  const [, thread = "", result] = resumed.exec(line) ?? [];
  const call = open.get(thread);
  if (call === undefined || result === undefined) throw unknown(line);
  open.delete(thread);
  call.result = resultOf(result);
  return { is: "returned", call };
}

/** A question mark stands for what the end of the program cut off. */
function resultOf(text: string): string | null {
  return text.startsWith("?") ? null : text;
}

function unknown(line: string): Error {
  return new Error(`this is no line of a trace: ${line.slice(0, 200)}`);
}

/** The number that a call came back with; null: it failed, or never did. */
export function numberOf({ result }: Syscall): number | null {
  const [, digits] = /^(\d+)/.exec(result ?? "") ?? [];
  return digits === undefined ? null : Number(digits);
}

/** The strings among a call's arguments, or in them. */
export function bytesIn({ args }: Syscall): Buffer[] {
  return Array.from(args.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g), ([, text = ""]) => fromHex(text));
}

/** The path that strace writes behind the number of an open file. */
export function pathOf(text: string): string {
  return fromHex(/<((?:\\x[0-9a-f]{2})*)/.exec(text)?.[1] ?? "").toString();
}

function fromHex(text: string): Buffer {
  return Buffer.from(text.replaceAll("\\x", ""), "hex");
}
