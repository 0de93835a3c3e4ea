"use client";

import { useState } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useSession } from "#lib/client/session.ts";
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
  // Who made the first account goes on at once, before the server has told who it is.
  const [madeAccount, setMadeAccount] = useState(false);
  const { data } = session;
  if (data === null) {
    return (
      <SetupFrame aside={null}>
        <Waiting answer={session} />
      </SetupFrame>
    );
  }
  if (!data.setUp && data.access === "closed" && data.who.is === "nobody" && !madeAccount) {
    return (
      <SetupFrame aside={null}>
        <div className="grid items-start gap-6 max-lg:gap-3 lg:grid-cols-[15rem_minmax(0,1fr)]">
          <StepList current="account" facts={null} />
          <AccountStep
            onMade={() => {
              setMadeAccount(true);
              session.askAgain();
            }}
          />
        </div>
      </SetupFrame>
    );
  }
  if (session.actor === "admin") {
    return (
      <SetupFrame aside={<StepLink href="/supervisor">{words.toSupervisor}</StepLink>}>
        <SetupSteps access={data.access} />
      </SetupFrame>
    );
  }
  if (madeAccount && data.who.is === "nobody") {
    return (
      <SetupFrame aside={null}>
        <Waiting answer={session} />
      </SetupFrame>
    );
  }
  return (
    <SetupFrame aside={null}>
      {data.who.is === "nobody" ? (
        <EmptyState
          title={words.already.title}
          action={<StepLink href="/sign-in?next=%2Fsetup">{words.already.signIn}</StepLink>}
        >
          {words.already.why}
        </EmptyState>
      ) : (
        <EmptyState title={words.notAdmin.title} action={<StepLink href="/">{words.notAdmin.home}</StepLink>}>
          {words.notAdmin.why}
        </EmptyState>
      )}
    </SetupFrame>
  );
}
