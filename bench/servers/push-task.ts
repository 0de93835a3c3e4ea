/** What the floor of P-2 sends, and how. */
export interface PushTask {
  /** What one event changes, as large as ours. */
  readonly delta: unknown;
  /** ms between two messages at least; 0: every event is a message. */
  readonly frame: number;
}

/** For a child's command line. */
export function writeTask(task: PushTask): string {
  return JSON.stringify(task);
}

/** @param text of `writeTask` */
export function readTask(text: string): PushTask {
  return JSON.parse(text);
}
