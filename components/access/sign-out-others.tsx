import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import { postFor } from "#lib/client/answers.ts";
import { doneAnswer } from "#lib/protocol/api/access-answers.ts";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

export function SignOutOthers({ onEnded }: { onEnded: () => void }) {
  const announce = useAnnounce();
  const [trouble, tell] = useTrouble();
  const end = async () => {
    const answer = await postFor("/api/sessions/revoke", { mine: "others" }, doneAnswer);
    tell(answer.ok ? null : answer.detail);
    if (!answer.ok) return;
    announce(words.sessions.signedOutOthers);
    onEnded();
  };
  return (
    <div className="grid justify-items-start gap-2 border-rule border-t py-3">
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      <Button onClick={() => void end()}>{words.sessions.signOutOthers}</Button>
    </div>
  );
}
