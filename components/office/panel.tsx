import { type ReactNode, useId } from "react";
import { PanelBoundary } from "#components/ui/panel-boundary.tsx";
import { PanelFailed } from "./panel-failed.tsx";

interface PanelProps {
  readonly title: string;
  /** Beside the title: a count, filters, a button. */
  readonly aside?: ReactNode;
  /** Where its screen gives it a height, its list has what the heading leaves, instead of the panel growing with it. */
  readonly holds?: boolean;
  readonly children: ReactNode;
}

/** A part of a screen under a heading of its own. If it fails, the others stand. */
export function Panel({ title, aside, holds = false, children }: PanelProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={`min-w-0 rounded-lg bg-surface print:break-inside-avoid ${holds ? "flex min-h-0 flex-col" : ""}`}
    >
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3 pb-2">
        <h2 id={heading} className="min-w-0 font-semibold text-section leading-tight [overflow-wrap:anywhere]">
          {title}
        </h2>
        {aside}
      </header>
      <PanelBoundary name={title} fallback={<PanelFailed />}>
        {children}
      </PanelBoundary>
    </section>
  );
}
