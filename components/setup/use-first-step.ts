import { useState } from "react";
import type { StepName } from "#lib/setup/setup-steps.ts";

/** The step that was next when the page was opened: what is done on it does not take it away from under one's hands. */
export function useFirstStep(next: StepName | null): StepName | null {
  const [first, setFirst] = useState<StepName | null>(null);
  if (first === null && next !== null) setFirst(next);
  return first;
}
