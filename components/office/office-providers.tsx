"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Announcer } from "#components/ui/announcer.tsx";
import { createAnswers } from "#lib/client/answers.ts";
import { attendArrivals } from "#lib/client/arrivals.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { connectBoard } from "#lib/client/connection.ts";
import { leavePage } from "#lib/client/leave-page.ts";
import { isBeingWrittenOn } from "#lib/client/page-in-use.ts";
import type { Theme } from "#lib/client/theme-choice.ts";
import type { Visitor } from "#lib/client/visitor.ts";
import { IdentityDialog } from "./identity-dialog.tsx";
import { SessionKeeper } from "./session-keeper.tsx";
import { RememberedVisitor } from "./use-offered.ts";
import { RememberedTheme } from "./use-theme.ts";

interface OfficeProvidersProps {
  readonly theme: Theme;
  /** Who was here last; null: not remembered. */
  readonly visitor: Visitor | null;
  readonly children: ReactNode;
}

/** What outlives the step from one screen to the next: the line to the board, the answers already here, the voice. */
export function OfficeProviders({ theme, visitor, children }: OfficeProvidersProps) {
  const [answers] = useState(createAnswers);
  useEffect(() => connectBoard({ busy: isBeingWrittenOn, dismissed: leavePage, attend: attendArrivals }), []);
  useEffect(
    () =>
      useBoardLink.subscribe((link, before) => {
        // Whatever was answered before the line broke may have changed since.
        const back = link.phase === "connected" && before.phase !== "connected";
        if (back && before.board !== null) void answers.invalidateQueries();
      }),
    [answers],
  );
  return (
    <QueryClientProvider client={answers}>
      <RememberedTheme value={theme}>
        <RememberedVisitor value={visitor}>
          <SessionKeeper>{children}</SessionKeeper>
        </RememberedVisitor>
      </RememberedTheme>
      <IdentityDialog />
      <Announcer />
    </QueryClientProvider>
  );
}
