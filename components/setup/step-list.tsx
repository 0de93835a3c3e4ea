import Link from "next/link";
import { type SetupFacts, type StepName, type StepState, stateOfStep, stepNames } from "#lib/setup/setup-steps.ts";
import { words } from "./words.ts";

interface StepListProps {
  readonly current: StepName;
  /** null: nothing can be known before there is an account. */
  readonly facts: SetupFacts | null;
}

/** All steps with how each stands: what is done, or what is missing. */
export function StepList({ current, facts }: StepListProps) {
  return (
    <nav aria-label={words.steps.label} className="min-w-0 rounded-lg bg-surface p-2 lg:sticky lg:top-6">
      <ol className="grid gap-0.5 max-lg:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
        {stepNames.map((step, index) => {
          const state = facts === null ? null : stateOfStep(step, facts);
          const content = <Entry nth={index + 1} step={step} state={state} />;
          return (
            <li key={step} className="min-w-0">
              {facts === null ? (
                <span className={shape} aria-current={step === current ? "step" : undefined}>
                  {content}
                </span>
              ) : (
                <Link
                  href={`/setup?step=${step}`}
                  prefetch={false}
                  className={`${shape} hover:bg-raised`}
                  aria-current={step === current ? "step" : undefined}
                >
                  {content}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

const shape =
  "flex h-full min-h-12 items-start gap-2.5 rounded-md border-transparent border-s-3 px-2.5 py-2 text-ink-2 " +
  "no-underline aria-[current]:border-ink aria-[current]:bg-raised aria-[current]:text-ink";

function Entry({ nth, step, state }: { nth: number; step: StepName; state: StepState | null }) {
  const done = state?.is === "done";
  return (
    <>
      <span
        aria-hidden="true"
        className={`figure mt-0.5 inline-flex size-6 shrink-0 items-center justify-center rounded-full border text-meta ${
          done ? "border-ink bg-ink text-bg" : "border-rule-strong"
        }`}
      >
        {done ? "✓" : nth}
      </span>
      <span className="grid min-w-0">
        <span className="font-medium text-table">{words.steps.names[step]}</span>
        {state === null ? null : (
          <span className="text-ink-2 text-meta" data-testid={`state-${step}`}>
            {words.steps.state(state)}
          </span>
        )}
      </span>
    </>
  );
}
