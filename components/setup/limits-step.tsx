import { LimitsForm } from "#components/settings/limits-form.tsx";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { StepPanel } from "./step-panel.tsx";
import { words } from "./words.ts";

export function LimitsStep({ site, done, arrived }: { site: SiteAnswer; done: boolean; arrived: boolean }) {
  return (
    <StepPanel step="limits" about={words.limits.about} arrived={arrived} onward={done ? "done" : "later"}>
      <LimitsForm answer={site} confirms={!done} />
    </StepPanel>
  );
}
