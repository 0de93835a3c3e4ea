import type { ReactNode } from "react";
import { detailsId } from "./details-id.ts";
import { words } from "./words.ts";

interface ShowButtonProps {
  readonly of: string;
  readonly onShow: () => void;
  readonly children: ReactNode;
}

/** The beginning of a row: brings its half hours and days into the panel below, and goes there. */
export function ShowButton({ of, onShow, children }: ShowButtonProps) {
  return (
    <button
      type="button"
      title={words.show(of)}
      className="flex min-h-7 w-full min-w-0 items-center gap-2 text-start text-ink text-table hover:underline"
      onClick={() => {
        onShow();
        const details = document.getElementById(detailsId);
        details?.scrollIntoView({ block: "start" });
        details?.focus({ preventScroll: true });
      }}
    >
      {children}
    </button>
  );
}
