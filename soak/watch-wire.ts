declare global {
  /** How many messages that change the board this page has had since it was loaded. */
  var soakedMessages: number;
  /** Is called with each of them. */
  var soakedLeak: ((message: string) => void) | undefined;
}

/** Counts what comes over the page's live link. Runs in the page, and stands alone. */
export function watchWire(): void {
  const handler = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  globalThis.soakedMessages = 0;
  if (handler?.set === undefined) throw new Error("this browser's WebSocket cannot be watched");
  const { set } = handler;
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    ...handler,
    set(this: WebSocket, listener: ((event: MessageEvent) => void) | null) {
      set.call(this, (event: MessageEvent) => {
        const message = String(event.data);
        if (message.startsWith('42["delta"')) {
          globalThis.soakedMessages += 1;
          globalThis.soakedLeak?.(message);
        }
        listener?.(event);
      });
    },
  });
}

/**
 * From now on keeps of every delivery that the board has moved on by what pages keep when they forget to let go: how many
 * messages tell of a day's deliveries is the machine's affair. Runs in the page, and stands alone.
 */
export function keepForEver(): void {
  const kept: unknown[] = [];
  let last: number | null = null;
  globalThis.soakedLeak = (message) => {
    const rev = Number(/"rev":(\d+)/.exec(message)?.[1]);
    for (let passed = last ?? rev; passed < rev; passed += 1) {
      kept.push(new Array<number>(512).fill(passed), document.createElement("p"));
      addEventListener("resize", () => kept.length);
    }
    last = rev;
  };
}
