interface TickMeter {
  /** ms that the main thread worked for each: in the timer and until the page had changed, and as the frame was made. */
  readonly ours: number[];
  readonly bare: number[];
}

declare global {
  var tickMeter: TickMeter;
}

/**
 * Takes the time of what the page does in timers that change more texts than `least`; and lets as many texts be written
 * in between by a timer that does nothing else. Runs in the page before it, beside `offerNextTask`.
 */
export function meterTicks({ selector, least }: { readonly selector: string; readonly least: number }): void {
  const meter: TickMeter = { ours: [], bare: [] };
  globalThis.tickMeter = meter;
  const measure = (run: () => void, into: number[]) => {
    let changed = 0;
    // The observer is told at the end of the turn, and would be asked too late afterwards.
    const count = new MutationObserver((records) => {
      changed += records.length;
    });
    count.observe(document, { subtree: true, childList: true, characterData: true });
    const begun = performance.now();
    run();
    globalThis.nextTask(() => {
      const done = performance.now();
      count.disconnect();
      if (changed < least) return;
      requestAnimationFrame(() => {
        const frame = performance.now();
        globalThis.nextTask(() => into.push(done - begun + performance.now() - frame));
      });
    });
  };

  const { setTimeout: later } = globalThis;
  globalThis.setTimeout = Object.assign(
    (run: () => void, ms?: number) => later(() => measure(run, meter.ours), ms),
    later,
  );
  setInterval(() => {
    // No timer's text, so that every write is a change; and as wide as one, so that nothing beside it is laid out anew.
    const text = "9:99";
    const write = () => {
      for (const figure of document.querySelectorAll(selector)) {
        const { firstChild } = figure;
        if (firstChild !== null) firstChild.nodeValue = text;
      }
    };
    // Half a second after the page's own tick, which falls on whole ones.
    later(() => measure(write, meter.bare), (1500 - (Date.now() % 1000)) % 1000);
  }, 1000);
}
