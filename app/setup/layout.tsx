import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { SetupProviders } from "#components/setup/setup-providers.tsx";
import { themeCookie, themeOf } from "#lib/client/theme-choice.ts";
import "../(office)/office.css";

/** Not among the screens at desks: nobody has an account yet, and there is no board to be connected to. */
export default async function SetupLayout({ children }: { children: ReactNode }) {
  const remembered = (await cookies()).get(themeCookie)?.value ?? null;
  return <SetupProviders theme={themeOf(remembered) ?? "system"}>{children}</SetupProviders>;
}
