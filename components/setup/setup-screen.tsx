"use client";

import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Session, useSession } from "#lib/client/session.ts";
import type { SessionAnswer } from "#lib/protocol/api/access-answers.ts";
import { AccountStep } from "./account-step.tsx";
import { SetupFrame } from "./setup-frame.tsx";
import { SetupSteps } from "./setup-steps.tsx";
import { StepLink } from "./step-link.tsx";
import { StepList } from "./step-list.tsx";
import { Waiting } from "./waiting.tsx";
import { words } from "./words.ts";

/** From an empty data folder to a wall on a TV; later the place where one sees what is still missing. */
export function SetupScreen() {
  const session = useSession();
  const { data, actor } = session;
  return (
    <SetupFrame aside={actor === "admin" ? <StepLink href="/supervisor">{words.leave}</StepLink> : null}>
      <Waiting answer={session} />
      {data === null ? null : <ForVisitor session={session} data={data} />}
    </SetupFrame>
  );
}

function ForVisitor({ session, data }: { session: Session; data: SessionAnswer }) {
  if (session.actor === "admin") return <SetupSteps access={data.access} />;
  if (data.who.is !== "nobody") {
    return (
      <EmptyState title={words.notAdmin.title} action={<StepLink href="/">{words.notAdmin.home}</StepLink>}>
        {words.notAdmin.why}
      </EmptyState>
    );
  }
  if (data.setUp) {
    return (
      <EmptyState
        title={words.already.title}
        action={<StepLink href="/sign-in?next=%2Fsetup">{words.already.signIn}</StepLink>}
      >
        {words.already.why}
      </EmptyState>
    );
  }
  return (
    <div className="grid items-start gap-6 max-lg:gap-3 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <StepList current="account" facts={null} />
      <AccountStep onMade={session.askAgain} />
    </div>
  );
}
