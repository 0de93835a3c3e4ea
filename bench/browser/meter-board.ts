/** A message that changed the board, as the page dealt with it. */
export interface ShownMessage {
  /** The journal position that it leads up to. */
  readonly rev: number;
  /** Epoch ms, when the frame was painted. */
  readonly at: number;
  /** ms that the main thread worked for it: from its arrival until the page had changed, and as the frame was made. */
  readonly worked: number;
}

interface BoardMeter {
  readonly shown: ShownMessage[];
  /** The element whose text is written, and nothing else done, for each message; null: the page does as it always does. */
  bare: string | null;
}

declare global {
  var boardMeter: BoardMeter;
}

/**
 * Takes the time of every message that changes the board, from its arrival to the painted frame; and can let a bare
 * write to the page stand in the place of all that the page would do. Runs in the page before it, beside `offerNextTask`.
 */
export function meterBoard(): void {
  const meter: BoardMeter = { shown: [], bare: null };
  globalThis.boardMeter = meter;
  let version = "0";
  let rest: Element | null = null;

  const write = (selector: string, rev: number) => {
    if (rest?.isConnected !== true) rest = document.querySelector(selector);
    if (rest !== null) rest.textContent = String(rev);
  };
  const measure = (rev: number, change: () => void) => {
    const begun = performance.now();
    change();
    // What the page puts off to the end of this turn is done by then.
    globalThis.nextTask(() => {
      const changed = performance.now();
      requestAnimationFrame(() => {
        const frame = performance.now();
        globalThis.nextTask(() => {
          const painted = performance.now();
          meter.shown.push({ rev, at: performance.timeOrigin + painted, worked: changed - begun + painted - frame });
        });
      });
    });
  };

  const handler = Object.getOwnPropertyDescriptor(WebSocket.prototype, "onmessage");
  if (handler?.set === undefined) throw new Error("this browser's WebSocket cannot be metered");
  const { set } = handler;
  Object.defineProperty(WebSocket.prototype, "onmessage", {
    ...handler,
    set(this: WebSocket, listener: ((event: MessageEvent) => void) | null) {
      set.call(this, (event: MessageEvent) => {
        const text = String(event.data);
        const { bare } = meter;
        if (bare !== null && text.startsWith('42["heartbeat"')) {
          // It would learn from it that it was told nothing.
          const data = text.replace(/"version":\d+/, `"version":${version}`);
          listener?.(new MessageEvent("message", { data }));
          return;
        }
        if (!text.startsWith('42["delta"')) {
          version = /"version":(\d+)/.exec(text)?.[1] ?? version;
          listener?.(event);
          return;
        }
        const rev = Number(/"rev":(\d+)/.exec(text)?.[1]);
        if (bare === null) version = /"to":(\d+)/.exec(text)?.[1] ?? version;
        measure(rev, bare === null ? () => listener?.(event) : () => write(bare, rev));
      });
    },
  });
}
