import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { OfficeProviders } from "#components/office/office-providers.tsx";
import { themeCookie, themeOf } from "#lib/client/theme-choice.ts";
import { visitorCookie, visitorOf } from "#lib/client/visitor.ts";
import "./office.css";

/** What the screens at desks have in common and keep from one to the next: the connection, the answers, the voice. */
export default async function OfficeLayout({ children }: { children: ReactNode }) {
  const kept = await cookies();
  const theme = themeOf(kept.get(themeCookie)?.value ?? null) ?? "system";
  const visitor = visitorOf(kept.get(visitorCookie)?.value ?? null);
  return (
    <OfficeProviders theme={theme} visitor={visitor}>
      {children}
    </OfficeProviders>
  );
}
