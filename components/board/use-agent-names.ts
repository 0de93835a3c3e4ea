import { useCallback } from "react";
import type { AgentStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { createShortNames } from "#lib/display/short-names.ts";
import { extensionText } from "#lib/display/texts.ts";

const nobody: readonly AgentStatus[] = [];
const namesOf = createShortNames();

/** What the wall calls an extension: a short name, or "Ext 117". The same function while nobody is called otherwise. */
export function useAgentNames(): (extension: string) => string {
  const names = useBoardLink((link) => namesOf(link.board?.agents ?? nobody));
  return useCallback((extension) => names.get(extension) ?? extensionText(extension), [names]);
}
