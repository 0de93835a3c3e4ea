import { useLayoutEffect, useRef } from "react";
import { followLinkNow } from "#lib/client/now.ts";
import { noValue, timerText } from "#lib/display/texts.ts";
import { secondsAt } from "./use-board-time.ts";
import "./pieces.css";

/**
 * Time since an instant of the board. It writes its text itself: rendering hundreds of them with every second would
 * cost several times as much.
 */
export function Timer({ since, className = "" }: { since: string | null; className?: string }) {
  const box = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return;
    return followLinkNow((link, now) => write(current, timerText(secondsAt(since, link, now))));
  }, [since]);
  // Always the same to React, so that it leaves alone what has been written since.
  return (
    <span ref={box} className={`${className} figure`.trim()}>
      {noValue}
    </span>
  );
}

/** Into the text that is there: a new one would have its style worked out anew. */
function write(box: HTMLElement, text: string): void {
  const { firstChild } = box;
  if (!(firstChild instanceof Text)) box.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}
