import { AnswerGate } from "#components/office/answer-gate.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { postFor, useAnswer } from "#lib/client/answers.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type AccountRow, doneAnswer, sessionsAnswer } from "#lib/protocol/api/access-answers.ts";
import { Notice } from "./notice.tsx";
import { SessionList } from "./session-list.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

/** Where somebody is signed in, for an admin. */
export function UserSessions({ account, onChanged }: { account: AccountRow; onChanged: () => void }) {
  const announce = useAnnounce();
  const [trouble, tell] = useTrouble();
  const answer = useAnswer("/api/sessions?of=everybody", sessionsAnswer);
  const ended = () => {
    answer.askAgain();
    onChanged();
  };
  const endAll = async () => {
    const done = await postFor("/api/sessions/revoke", { accountId: account.id }, doneAnswer);
    tell(done.ok ? null : done.detail);
    if (!done.ok) return;
    announce(words.users.sessions.signedOutAll(plainName(account.name)));
    ended();
  };
  return (
    <AnswerGate answer={answer}>
      {({ sessions }) => {
        const theirs = sessions.filter(({ accountId }) => accountId === account.id);
        return (
          <div className="grid gap-2">
            <SessionList sessions={theirs} onEnded={ended} />
            {theirs.length > 1 ? (
              <div className="grid justify-items-start gap-2">
                {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
                <Button size="compact" onClick={() => void endAll()}>
                  {words.users.sessions.signOutAll}
                </Button>
              </div>
            ) : null}
          </div>
        );
      }}
    </AnswerGate>
  );
}
