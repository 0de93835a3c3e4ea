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
 * From now on keeps of every message what pages keep when they forget to let go, several times: how many messages the
 * changes of a day make is the machine's affair. Runs in the page, and stands alone.
 */
export function keepForEver(): void {
  const kept: unknown[] = [];
  globalThis.soakedLeak = (message) => {
    for (let time = 0; time < 4; time += 1) {
      kept.push([message.split("")], document.createElement("p"));
      addEventListener("resize", () => kept.length);
    }
  };
}
