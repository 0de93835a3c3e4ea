import { Button } from "#components/ui/button.tsx";
import { signOut } from "#lib/client/sign-out.ts";
import { Notice } from "./notice.tsx";
import { PasswordForm } from "./password-form.tsx";
import { useTrouble } from "./use-trouble.ts";
import { words } from "./words.ts";

interface FirstPasswordFormProps {
  /** The password that was just signed in with; null: it has to be entered once more. */
  readonly given: string | null;
  readonly next: string | null;
}

export function FirstPasswordForm({ given, next }: FirstPasswordFormProps) {
  const [trouble, tell] = useTrouble();
  return (
    <>
      <p className="text-ink-2 text-table">{words.firstPassword.why}</p>
      <PasswordForm
        known={given}
        currentLabel={words.firstPassword.current}
        button={words.firstPassword.button}
        onChanged={(home) => window.location.replace(next ?? home)}
      />
      <div className="grid justify-items-start gap-2">
        {trouble === null ? null : <Notice round={trouble.round}>{trouble.text}</Notice>}
        <Button tone="quiet" size="compact" onClick={() => void signOut().then(tell)}>
          {words.firstPassword.notNow}
        </Button>
      </div>
    </>
  );
}
