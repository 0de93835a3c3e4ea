"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Announcer } from "#components/ui/announcer.tsx";
import { createAnswers } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { connectBoard } from "#lib/client/connection.ts";
import { isBeingWrittenOn } from "#lib/client/page-in-use.ts";
import type { Theme } from "#lib/client/theme-choice.ts";
import { IdentityDialog } from "./identity-dialog.tsx";
import { RememberedTheme } from "./use-theme.ts";

/** What outlives the step from one screen to the next: the line to the board, the answers already here, the voice. */
export function OfficeProviders({ theme, children }: { theme: Theme; children: ReactNode }) {
  const [answers] = useState(createAnswers);
  useEffect(() => connectBoard(isBeingWrittenOn), []);
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
      <RememberedTheme value={theme}>{children}</RememberedTheme>
      <IdentityDialog />
      <Announcer />
    </QueryClientProvider>
  );
}
