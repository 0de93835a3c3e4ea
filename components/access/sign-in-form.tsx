import { useSearchParams } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { PasswordField } from "#components/ui/password-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { useSession } from "#lib/client/session.ts";
import { type SignInOutcome, signIn } from "#lib/client/sign-in.ts";
import { CompanySignIn } from "./company-sign-in.tsx";
import { Notice } from "./notice.tsx";
import { useCountdown } from "./use-countdown.ts";
import { words } from "./words.ts";

interface SignInFormProps {
  /** Path of the page that was wanted; null: none. */
  readonly next: string | null;
  /** Signed in, with a password that is not theirs alone. */
  readonly onHandedOver: (password: string) => void;
}

type Refusal = Exclude<SignInOutcome, { readonly is: "in" | "handed-over" }>;

export function SignInForm({ next, onHandedOver }: SignInFormProps) {
  const { data } = useSession();
  const ofCompany = useCompanyRefusal();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<"email" | "password" | null>(null);
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const refusal = refusals.at(-1);

  const send = async (email: string, password: string) => {
    setBusy(true);
    const outcome = await signIn(email, password, next);
    switch (outcome.is) {
      case "in":
        return window.location.replace(outcome.home);
      case "handed-over":
        return onHandedOver(password);
      case "wrong":
      case "locked":
      case "no-cookie":
      case "failed":
        setBusy(false);
        setRefusals((before) => [...before, outcome]);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // As the browser has them: a password manager fills fields in without a word to the page.
    const filled = new FormData(event.currentTarget);
    const email = String(filled.get("email") ?? "").trim();
    const password = String(filled.get("password") ?? "");
    const lacks = email === "" ? "email" : password === "" ? "password" : null;
    setMissing(lacks);
    if (lacks !== null) form.current?.querySelector<HTMLInputElement>(`[name=${lacks}]`)?.focus();
    else if (!busy) void send(email, password);
  };
  return (
    <>
      {refusal === undefined ? null : (
        <Notice round={refusals.length}>
          <RefusalText refusal={refusal} />
        </Notice>
      )}
      {refusal === undefined && ofCompany !== null ? <Notice round={1}>{ofCompany}</Notice> : null}
      {/* Before the page's scripts run, a form goes where its attributes say: never into an address. */}
      <form ref={form} method="post" className="grid gap-4" onSubmit={submit} noValidate aria-busy={busy}>
        <TextField
          label={words.signIn.email}
          name="email"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          maxLength={254}
          error={missing === "email" ? words.signIn.emailMissing : null}
          autoFocus
        />
        <PasswordField
          label={words.signIn.password}
          name="password"
          autoComplete="current-password"
          hint={words.signIn.forgotten}
          error={missing === "password" ? words.signIn.passwordMissing : null}
        />
        <Button tone="primary" type="submit">
          {busy ? words.signIn.under : words.signIn.button}
        </Button>
      </form>
      {data?.oidc ? <CompanySignIn name={data.oidc.name} next={next} /> : null}
    </>
  );
}

/** What came of signing in at the company's own service, which leads back here when it did not. */
function useCompanyRefusal(): string | null {
  const problem = useSearchParams().get("problem");
  return problem === null ? null : (new Map(Object.entries(words.signIn.ofCompany)).get(problem) ?? null);
}

function RefusalText({ refusal }: { refusal: Refusal }) {
  switch (refusal.is) {
    case "wrong":
      return words.signIn.wrong;
    case "locked":
      return <Locked start={refusal} />;
    case "no-cookie":
      return words.signIn.noCookie;
    case "failed":
      return refusal.detail;
  }
}

function Locked({ start }: { start: { readonly seconds: number } }) {
  const left = useCountdown(start);
  return left === 0 ? words.signIn.unlocked : words.signIn.locked(left);
}
