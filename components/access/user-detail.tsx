import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { useIdentity } from "#lib/client/identity.ts";
import type { AccountRow } from "#lib/protocol/api/access-answers.ts";
import type { HandedOver } from "./hand-over.tsx";
import { ResetPassword } from "./reset-password.tsx";
import { UserForm } from "./user-form.tsx";
import { UserSessions } from "./user-sessions.tsx";
import { words } from "./words.ts";

interface UserDetailProps {
  readonly account: AccountRow;
  readonly isLastAdmin: boolean;
  readonly onChanged: () => void;
  readonly onReset: (what: HandedOver) => void;
  readonly onRemove: () => void;
}

/** All that an admin can look at and decide about a person. */
export function UserDetail({ account, isLastAdmin, onChanged, onReset, onRemove }: UserDetailProps) {
  const isMe = useIdentity().account?.id === account.id;
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <Part title={words.users.details}>
        {account.ofCompany ? <p className="text-ink-2 text-table">{words.users.groupsDecide}</p> : null}
        <UserForm account={account} isLastAdmin={isLastAdmin} onChanged={onChanged} />
      </Part>
      <div className="grid content-start gap-6">
        <Part title={words.users.places}>
          <UserSessions account={account} onChanged={onChanged} />
        </Part>
        {isMe ? null : (
          <Part title={words.users.reset.title}>
            <ResetPassword account={account} onReset={onReset} />
          </Part>
        )}
        <Part title={words.users.remove.title}>
          {isLastAdmin ? (
            <p className="text-ink-2 text-table">{words.users.lastAdmin}</p>
          ) : (
            <div>
              <Button onClick={onRemove}>{words.users.remove.button}</Button>
            </div>
          )}
        </Part>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid min-w-0 content-start justify-items-stretch gap-3">
      <h3 className="border-rule border-b pb-1 font-semibold text-body">{title}</h3>
      {children}
    </section>
  );
}
