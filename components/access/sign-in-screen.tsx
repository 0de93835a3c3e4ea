"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { ownPath } from "#lib/access/own-path.ts";
import { useSession } from "#lib/client/session.ts";
import { EntranceFrame } from "./entrance-frame.tsx";
import { FirstPasswordForm } from "./first-password-form.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { words } from "./words.ts";

/** Who are you? Who is known already goes on to where they were going; who has no password of their own chooses one. */
export function SignInScreen() {
  const next = ownPath(useSearchParams().get("next") ?? "");
  const { data, askAgain } = useSession();
  const [given, setGiven] = useState<string | null>(null);
  const handedOver = (password: string) => {
    setGiven(password);
    askAgain();
  };
  const who = data?.who;
  const onward = who?.is === "account" && !who.mustChangePassword && given === null ? (next ?? "/") : null;
  const entrance = data?.setUp === false && who?.is === "nobody" ? "/setup" : onward;
  useEffect(() => {
    if (entrance !== null) window.location.replace(entrance);
  }, [entrance]);
  if (who?.is === "open") {
    return (
      <EntranceFrame title={words.signIn.title}>
        <p>{words.signIn.open}</p>
        <p>
          <a href="/">{words.signIn.onward}</a>
        </p>
      </EntranceFrame>
    );
  }
  if (given !== null || (who?.is === "account" && who.mustChangePassword)) {
    return (
      <EntranceFrame title={words.firstPassword.title}>
        <FirstPasswordForm given={given} next={next} />
      </EntranceFrame>
    );
  }
  return (
    <EntranceFrame title={words.signIn.title}>
      <SignInForm next={next} onHandedOver={handedOver} />
    </EntranceFrame>
  );
}
