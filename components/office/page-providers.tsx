import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { createAnswers } from "#lib/client/answers.ts";
import type { Theme } from "#lib/client/theme-choice.ts";
import { RememberedTheme } from "./use-theme.ts";

/** What every page but the wall needs: the answers, and the colours. */
export function PageProviders({ theme, children }: { theme: Theme; children: ReactNode }) {
  const [answers] = useState(createAnswers);
  return (
    <QueryClientProvider client={answers}>
      <RememberedTheme value={theme}>{children}</RememberedTheme>
    </QueryClientProvider>
  );
}
