"use client";

import { type ReactNode, useEffect } from "react";
import { IdentityDialog } from "#components/office/identity-dialog.tsx";
import { PageProviders } from "#components/office/page-providers.tsx";
import { Announcer } from "#components/ui/announcer.tsx";
import { attendArrivals } from "#lib/client/arrivals.ts";
import { connectBoard } from "#lib/client/connection.ts";
import { signedInAs } from "#lib/client/identity.ts";
import { leavePage } from "#lib/client/leave-page.ts";
import { isBeingWrittenOn } from "#lib/client/page-in-use.ts";
import { SessionContext, useAskedSession } from "#lib/client/session.ts";
import type { Theme } from "#lib/client/theme-choice.ts";

/** What every step needs. The line to the board is dialled once the person here may have it. */
export function SetupProviders({ theme, children }: { theme: Theme; children: ReactNode }) {
  return (
    <PageProviders theme={theme}>
      <WithSession>{children}</WithSession>
    </PageProviders>
  );
}

function WithSession({ children }: { children: ReactNode }) {
  const session = useAskedSession();
  const { data } = session;
  const mayConnect = session.actor === "admin";
  useEffect(() => {
    if (data !== null) signedInAs(data.who.is === "account" ? data.who : null);
  }, [data]);
  useEffect(() => {
    if (!mayConnect) return;
    return connectBoard({ busy: isBeingWrittenOn, dismissed: leavePage, attend: attendArrivals });
  }, [mayConnect]);
  return (
    <SessionContext value={session}>
      {children}
      <IdentityDialog />
      <Announcer />
    </SessionContext>
  );
}
