import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { EntranceProviders } from "#components/access/entrance-providers.tsx";
import { themeCookie, themeOf } from "#lib/client/theme-choice.ts";
import "../(office)/office.css";

/** Not among the screens at desks: who is not known yet gets no line to the board. */
export default async function SignInLayout({ children }: { children: ReactNode }) {
  const remembered = (await cookies()).get(themeCookie)?.value ?? null;
  return <EntranceProviders theme={themeOf(remembered) ?? "system"}>{children}</EntranceProviders>;
}
