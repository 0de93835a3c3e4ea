"use client";

import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useSession } from "#lib/client/session.ts";
import { accountsAnswer } from "#lib/protocol/api/access-answers.ts";
import { UserList } from "./user-list.tsx";
import { words } from "./words.ts";

/** Who may sign in, and what they may do. */
export function UsersScreen() {
  return (
    <OfficeFrame title={words.users.title} screen="users">
      <Panel title={words.users.who}>
        <AnswerGate answer={useSession()}>
          {({ access }) => (access === "open" ? <NobodySignsIn /> : <Users />)}
        </AnswerGate>
      </Panel>
    </OfficeFrame>
  );
}

function NobodySignsIn() {
  return <EmptyState title={words.users.open}>{words.users.openWhy}</EmptyState>;
}

function Users() {
  const answer = useAnswer("/api/accounts", accountsAnswer);
  return (
    <AnswerGate answer={answer}>
      {({ accounts }) => <UserList accounts={accounts} onChanged={answer.askAgain} />}
    </AnswerGate>
  );
}
