import Link from "next/link";
import type { SetupFacts } from "#lib/setup/setup-steps.ts";
import { StepPanel } from "./step-panel.tsx";
import { words } from "./words.ts";

/** The first step for who is in already. */
export function AccountDone({ access, arrived }: { access: SetupFacts["access"]; arrived: boolean }) {
  return (
    <StepPanel step="account" about={words.account.done[access]} arrived={arrived} onward="done">
      {access === "open" ? null : (
        <p>
          <Link href="/admin/users" prefetch={false}>
            {words.account.more}
          </Link>
        </p>
      )}
    </StepPanel>
  );
}
