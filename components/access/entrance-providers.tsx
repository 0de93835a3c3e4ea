"use client";

import type { ReactNode } from "react";
import { PageProviders } from "#components/office/page-providers.tsx";
import { Announcer } from "#components/ui/announcer.tsx";
import { SessionContext, useAskedSession } from "#lib/client/session.ts";
import type { Theme } from "#lib/client/theme-choice.ts";

/** What the page before the screens needs: who is here already, besides what all do. */
export function EntranceProviders({ theme, children }: { theme: Theme; children: ReactNode }) {
  return (
    <PageProviders theme={theme}>
      <WithSession>{children}</WithSession>
      <Announcer />
    </PageProviders>
  );
}

function WithSession({ children }: { children: ReactNode }) {
  return <SessionContext value={useAskedSession()}>{children}</SessionContext>;
}
