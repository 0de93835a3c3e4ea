import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { Button } from "#components/ui/button.tsx";
import { useSession } from "#lib/client/session.ts";
import { type SetupFacts, stateOfStep, stepNames } from "#lib/setup/setup-steps.ts";
import { useSetupFacts } from "./use-setup-facts.ts";
import { words } from "./words.ts";

/** For an admin who comes from the set-up (`?setup=check`): what it still misses. */
export function SetupChecklist() {
  const { data, actor } = useSession();
  const asked = useSearchParams().get("setup") === "check";
  return asked && actor === "admin" && data !== null ? <Checklist access={data.access} /> : null;
}

function Checklist({ access }: { access: SetupFacts["access"] }) {
  const router = useRouter();
  const { facts } = useSetupFacts(access);
  if (facts === null) return null;
  const states = stepNames.map((step) => ({ step, state: stateOfStep(step, facts) }));
  const missing = states.filter(({ state }) => state.is === "missing");
  return (
    <section
      aria-label={words.checklist.title}
      className="mb-6 flex flex-wrap items-center gap-x-5 gap-y-2 rounded-lg bg-surface px-4 py-3 max-lg:mb-3"
      data-testid="setup-checklist"
    >
      <p className="font-medium text-table">
        {missing.length === 0 ? words.checklist.complete : words.checklist.title}
      </p>
      <ul className="flex flex-wrap gap-x-5 gap-y-1 text-table">
        {missing.map(({ step, state }) => (
          <li key={step}>
            <Link href={`/setup?step=${step}`} prefetch={false}>
              {words.steps.names[step]}
            </Link>
            <span className="text-ink-2"> · {words.steps.state(state)}</span>
          </li>
        ))}
      </ul>
      <span className="ms-auto">
        <Button size="compact" tone="quiet" onClick={() => router.replace("/supervisor")}>
          {words.checklist.hide}
        </Button>
      </span>
    </section>
  );
}
