"use client";

import type { ReactNode } from "react";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { sessionsAnswer, type Who } from "#lib/protocol/api/access-answers.ts";
import { PasswordForm } from "./password-form.tsx";
import { SessionList } from "./session-list.tsx";
import { SignOutOthers } from "./sign-out-others.tsx";
import { words } from "./words.ts";

/** One's own account: who one is here, the password, and where one is signed in. */
export function AccountScreen() {
  return (
    <OfficeFrame title={words.account.title} screen="account">
      <AnswerGate answer={useSession()}>
        {({ who, oidc }) =>
          who.is === "account" ? (
            <Account who={who} company={oidc?.name ?? null} />
          ) : (
            <EmptyState title={words.account.open} />
          )
        }
      </AnswerGate>
    </OfficeFrame>
  );
}

interface AccountProps {
  readonly who: Extract<Who, { is: "account" }>;
  /** The company's own service; null: nobody signs in with it now. */
  readonly company: string | null;
}

function Account({ who, company }: AccountProps) {
  const announce = useAnnounce();
  const sessions = useAnswer("/api/sessions", sessionsAnswer);
  const changed = () => {
    announce(words.password.changed);
    sessions.askAgain();
  };
  return (
    <div className="grid items-start gap-6 max-lg:gap-3 min-[75rem]:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="grid min-w-0 gap-6 max-lg:gap-3">
        <Panel title={words.account.who}>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2 px-4 pb-4 text-table">
            <Fact word={words.account.name}>{plainName(who.name)}</Fact>
            <Fact word={words.account.email}>{plainName(who.email)}</Fact>
            <Fact word={words.account.role}>{words.roles[who.role]}</Fact>
            <Fact word={words.account.extension}>
              {who.extension === null ? words.account.none : plainName(who.extension)}
            </Fact>
          </dl>
          <p className="px-4 pb-4 text-ink-2 text-meta">{words.account.changedBy}</p>
        </Panel>
        <Panel title={words.password.title}>
          <div className="px-4 pb-4">
            {who.hasPassword ? (
              <PasswordForm
                known={null}
                currentLabel={words.password.current}
                button={words.password.button}
                onChanged={changed}
              />
            ) : (
              <p className="text-ink-2 text-table">
                {company === null ? words.password.none : words.password.ofCompany(plainName(company))}
              </p>
            )}
          </div>
        </Panel>
      </div>
      <Panel title={words.sessions.title}>
        <AnswerGate answer={sessions}>
          {({ sessions: list }) => (
            <div className="px-4 pb-2">
              <SessionList sessions={list} onEnded={sessions.askAgain} />
              {list.length > 1 ? <SignOutOthers onEnded={sessions.askAgain} /> : null}
            </div>
          )}
        </AnswerGate>
      </Panel>
    </div>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{word}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">
        <bdi>{children}</bdi>
      </dd>
    </>
  );
}
