import { useSearchParams } from "next/navigation";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { nextStep, type SetupFacts, type StepName, stateOfStep, stepOf } from "#lib/setup/setup-steps.ts";
import { AccountDone } from "./account-done.tsx";
import { ConnectStep } from "./connect-step.tsx";
import { LimitsStep } from "./limits-step.tsx";
import { NamesStep } from "./names-step.tsx";
import { ScreenStep } from "./screen-step.tsx";
import { StepList } from "./step-list.tsx";
import { useFirstStep } from "./use-first-step.ts";
import { useSetupFacts } from "./use-setup-facts.ts";
import { Waiting } from "./waiting.tsx";

/** For who may do all of them: every step at any time, each with what is missing. */
export function SetupSteps({ access }: { access: SetupFacts["access"] }) {
  const asked = stepOf(useSearchParams().get("step"));
  const { facts, site, awaited } = useSetupFacts(access);
  const first = useFirstStep(facts === null ? null : nextStep(facts));
  const current = asked ?? first;
  if (facts === null || current === null || site.data === null) return <Waiting answer={awaited} />;
  return (
    <div className="grid items-start gap-6 max-lg:gap-3 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <StepList current={current} facts={facts} />
      <Step
        key={current}
        step={current}
        facts={facts}
        site={site.data}
        limitsSaved={site.askAgain}
        arrived={asked !== null}
      />
    </div>
  );
}

interface StepProps {
  readonly step: StepName;
  readonly facts: SetupFacts;
  readonly site: SiteAnswer;
  /** That limits were looked at moves no setting, so that nothing else tells of it. */
  readonly limitsSaved: () => void;
  readonly arrived: boolean;
}

function Step({ step, facts, site, limitsSaved, arrived }: StepProps) {
  const done = stateOfStep(step, facts).is === "done";
  switch (step) {
    case "account":
      return <AccountDone access={facts.access} arrived={arrived} />;
    case "connect":
      return <ConnectStep done={done} arrived={arrived} />;
    case "names":
      return <NamesStep done={done} arrived={arrived} />;
    case "limits":
      return <LimitsStep site={site} onSaved={limitsSaved} done={done} arrived={arrived} />;
    case "screen":
      return <ScreenStep site={site} done={done} arrived={arrived} />;
  }
}
