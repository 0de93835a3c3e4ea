declare global {
  /** Runs it as a task of its own: after all that the page puts off to the end of this one, or after a frame is made. */
  var nextTask: (run: () => void) => void;
}

/** Hands `nextTask` to the meters. Runs in the page before it, and stands alone. */
export function offerNextTask(): void {
  const tasks = new MessageChannel();
  const waiting: (() => void)[] = [];
  tasks.port1.onmessage = () => waiting.shift()?.();
  globalThis.nextTask = (run) => {
    waiting.push(run);
    tasks.port2.postMessage(null);
  };
}
