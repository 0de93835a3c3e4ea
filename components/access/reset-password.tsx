import { Button } from "#components/ui/button.tsx";
import { firstPassword } from "#lib/access/first-password.ts";
import { postFor } from "#lib/client/answers.ts";
import { type AccountRow, accountAnswer } from "#lib/protocol/api/access-answers.ts";
import type { HandedOver } from "./hand-over.tsx";
import { Notice } from "./notice.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

interface ResetPasswordProps {
  readonly account: AccountRow;
  readonly onReset: (what: HandedOver) => void;
}

const { why, button, whyFirst, buttonFirst } = words.users.reset;

/** For who has forgotten theirs, or never had one here. */
export function ResetPassword({ account, onReset }: ResetPasswordProps) {
  const [trouble, tell] = useTrouble();
  const reset = async () => {
    const password = firstPassword((bytes) => crypto.getRandomValues(bytes));
    const answer = await postFor("/api/accounts/password", { id: account.id, password }, accountAnswer);
    tell(answer.ok ? null : answer.detail);
    if (answer.ok) onReset({ name: account.name, email: account.email, password });
  };
  return (
    <div className="grid justify-items-start gap-2">
      {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
      <p className="text-ink-2 text-table">{account.hasPassword ? why : whyFirst}</p>
      <Button onClick={() => void reset()}>{account.hasPassword ? button : buttonFirst}</Button>
    </div>
  );
}
