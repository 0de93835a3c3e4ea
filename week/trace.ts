/** What happened in a simulated week, line by line. */
export interface Trace {
  note(what: string): void;
  lines(): readonly string[];
}

/** @param now epoch ms */
export function createTrace(now: () => number): Trace {
  const lines: string[] = [];
  return {
    note(what) {
      lines.push(`${new Date(now()).toISOString()} ${what}`);
    },
    lines: () => lines,
  };
}
