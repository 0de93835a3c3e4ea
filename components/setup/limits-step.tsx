import { LimitsForm } from "#components/settings/limits-form.tsx";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { StepPanel } from "./step-panel.tsx";
import { words } from "./words.ts";

interface LimitsStepProps {
  readonly site: SiteAnswer;
  readonly done: boolean;
  readonly arrived: boolean;
  readonly onSaved: () => void;
}

export function LimitsStep({ site, done, arrived, onSaved }: LimitsStepProps) {
  return (
    <StepPanel step="limits" about={words.limits.about} arrived={arrived} onward={done ? "done" : "later"}>
      <LimitsForm answer={site} confirms={!done} onSaved={onSaved} />
    </StepPanel>
  );
}
