import { type ReactNode, useEffect, useId, useRef } from "react";
import { PanelFailed } from "#components/office/panel-failed.tsx";
import { PanelBoundary } from "#components/ui/panel-boundary.tsx";
import { type StepName, stepNames } from "#lib/setup/setup-steps.ts";
import { StepLink } from "./step-link.tsx";
import { words } from "./words.ts";

interface StepPanelProps {
  readonly step: StepName;
  readonly about: string;
  /** The heading takes the focus: the person came here from another step. */
  readonly arrived?: boolean;
  /** Whether one may go on from here. */
  readonly onward?: "done" | "later" | null;
  readonly children: ReactNode;
}

/** One step, under its heading, with the way on. */
export function StepPanel({ step, about, arrived = false, onward = null, children }: StepPanelProps) {
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (arrived) title.current?.focus();
  }, [arrived]);
  const nth = stepNames.indexOf(step) + 1;
  const next = stepNames[nth];
  return (
    <section aria-labelledby={heading} className="grid min-w-0 gap-5 rounded-lg bg-surface p-5 max-lg:p-4">
      <header className="grid gap-1">
        <p className="text-ink-2 text-meta">{words.steps.nth(nth, stepNames.length)}</p>
        <h2
          ref={title}
          id={heading}
          tabIndex={-1}
          className="font-semibold text-page leading-tight max-sm:text-section"
        >
          {words.steps.titles[step]}
        </h2>
        <p className="max-w-prose text-ink-2 text-table">{about}</p>
      </header>
      <PanelBoundary name={step} fallback={<PanelFailed />}>
        {children}
      </PanelBoundary>
      {onward === null ? null : (
        <footer className="flex flex-wrap items-center gap-3 border-rule border-t pt-4">
          {next === undefined ? (
            <StepLink href="/supervisor?setup=check" primary={onward === "done"}>
              {words.steps.finish}
            </StepLink>
          ) : (
            <StepLink href={`/setup?step=${next}`} primary={onward === "done"}>
              {onward === "done" ? words.steps.next(words.steps.names[next]) : words.steps.without}
            </StepLink>
          )}
          {onward === "later" ? <p className="text-ink-2 text-meta">{words.steps.laterWhy}</p> : null}
        </footer>
      )}
    </section>
  );
}
