"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { RememberedTheme } from "#components/office/use-theme.ts";
import { Announcer } from "#components/ui/announcer.tsx";
import { createAnswers } from "#lib/client/answers.ts";
import { SessionContext, useAskedSession } from "#lib/client/session.ts";
import type { Theme } from "#lib/client/theme-choice.ts";

/** What the page before the screens needs: the answers, the colours, who is here already. */
export function EntranceProviders({ theme, children }: { theme: Theme; children: ReactNode }) {
  const [answers] = useState(createAnswers);
  return (
    <QueryClientProvider client={answers}>
      <RememberedTheme value={theme}>
        <WithSession>{children}</WithSession>
      </RememberedTheme>
      <Announcer />
    </QueryClientProvider>
  );
}

function WithSession({ children }: { children: ReactNode }) {
  return <SessionContext value={useAskedSession()}>{children}</SessionContext>;
}
