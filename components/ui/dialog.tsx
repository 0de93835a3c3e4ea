import { type ReactNode, useEffect, useId, useRef } from "react";
import { Announcer } from "./announcer.tsx";
import { Button } from "./button.tsx";

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  /** The person closed it, or Escape did. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly size?: "normal" | "wide";
}

/** Over everything else until it is closed; the browser keeps the focus in it, and gives it back. */
export function Dialog({ title, open, onClose, children, size = "normal" }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const { current } = dialog;
    if (current === null || current.open === open) return;
    if (!open) return current.close();
    current.showModal();
    // Else the way out would be first.
    current.querySelector<HTMLElement>("input, select, textarea")?.focus();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      className={`max-h-[calc(100dvh-1rem)] w-[calc(100vw-1rem)] overflow-auto p-0 ${sizes[size]}`}
      onClose={(event) => {
        if (event.target === event.currentTarget && open) onClose();
      }}
    >
      {open ? (
        <div className="grid gap-4 p-5 max-sm:p-4">
          <header className="flex items-start justify-between gap-4">
            <h2 id={heading} className="min-w-0 font-semibold text-section leading-tight [overflow-wrap:anywhere]">
              {title}
            </h2>
            <Button tone="quiet" size="compact" onClick={onClose}>
              Close
            </Button>
          </header>
          {children}
          <Announcer />
        </div>
      ) : null}
    </dialog>
  );
}

const sizes = { normal: "max-w-lg", wide: "max-w-4xl" } as const;
