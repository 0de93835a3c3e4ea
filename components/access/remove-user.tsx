import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { postFor } from "#lib/client/answers.ts";
import { useIdentity } from "#lib/client/identity.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { type AccountRow, accountAnswer } from "#lib/protocol/api/access-answers.ts";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

interface RemoveUserProps {
  readonly account: AccountRow;
  readonly onKeep: () => void;
  readonly onRemoved: () => void;
}

export function RemoveUser({ account, onKeep, onRemoved }: RemoveUserProps) {
  const announce = useAnnounce();
  const isMe = useIdentity().account?.id === account.id;
  const [trouble, tell] = useTrouble();
  const remove = async () => {
    const answer = await postFor("/api/accounts/remove", { id: account.id }, accountAnswer);
    tell(answer.ok ? null : answer.detail);
    if (!answer.ok) return;
    announce(words.users.remove.removed(plainName(account.name)));
    onRemoved();
  };
  return (
    <div className="grid gap-4">
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      <p className="text-table">{isMe ? words.users.remove.whyYou : words.users.remove.why}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onKeep}>{words.users.remove.cancel}</Button>
        <Button tone="primary" onClick={() => void remove()}>
          {words.users.remove.sure}
        </Button>
      </div>
    </div>
  );
}
