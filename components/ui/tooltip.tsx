import { cloneElement, type ReactElement, useEffect, useId, useRef, useState } from "react";

interface TooltipProps {
  readonly text: string;
  /** What it explains: something that can have the focus. */
  readonly children: ReactElement<{ "aria-describedby"?: string | undefined }>;
}

/** ms that a pointer rests before it is taken for a question. */
const rest = 400;

/** A sentence beside what it explains (WCAG 1.4.13): with the focus or a resting pointer, and gone with Escape. */
export function Tooltip({ text, children }: TooltipProps) {
  const id = useId();
  const around = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = (next: boolean, ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), ms);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEscape(open, () => setOpen(false));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears of what happens to the control inside it
    <span
      ref={around}
      className="contents"
      onPointerEnter={() => soon(true, rest)}
      onPointerLeave={() => soon(false, 150)}
      onFocus={(event) => {
        if (event.target.matches(":focus-visible")) setOpen(true);
      }}
      onBlur={() => soon(false, 0)}
    >
      {cloneElement(children, { "aria-describedby": open ? id : undefined })}
      {open ? <Bubble id={id} text={text} around={around.current} /> : null}
    </span>
  );
}

/** In the top layer, so that no box around it cuts it off. */
function Bubble({ id, text, around }: { id: string; text: string; around: HTMLElement | null }) {
  const bubble = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const place = () => {
      if (bubble.current !== null && around?.firstElementChild) placeBeside(bubble.current, around.firstElementChild);
    };
    bubble.current?.showPopover();
    place();
    window.addEventListener("scroll", place, true);
    window.addEventListener("resize", place);
    return () => {
      window.removeEventListener("scroll", place, true);
      window.removeEventListener("resize", place);
    };
  }, [around]);
  return (
    <span
      ref={bubble}
      id={id}
      role="tooltip"
      popover="manual"
      className="fixed m-0 max-w-80 rounded-md border border-rule-strong bg-raised px-2.5 py-1.5 font-normal text-ink text-meta"
    >
      {text}
    </span>
  );
}

/** px */
const gap = 6;

/** Below, or above where there is no room below; never out of the window. */
function placeBeside(bubble: HTMLElement, target: Element): void {
  const at = target.getBoundingClientRect();
  const size = bubble.getBoundingClientRect();
  const below = at.bottom + gap;
  const top = below + size.height <= window.innerHeight ? below : at.top - gap - size.height;
  const left = Math.min(at.left, window.innerWidth - size.width - gap);
  bubble.style.top = `${Math.max(gap, top)}px`;
  bubble.style.left = `${Math.max(gap, left)}px`;
}

function useEscape(active: boolean, run: () => void): void {
  useEffect(() => {
    if (!active) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key === "Escape") run();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  });
}
