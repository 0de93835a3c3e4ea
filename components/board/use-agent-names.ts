import { useCallback, useMemo } from "react";
import type { AgentStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { shortNames } from "#lib/display/short-names.ts";
import { extensionText } from "#lib/display/texts.ts";

const nobody: readonly AgentStatus[] = [];

/** What the wall calls an extension: a short name, or "Ext 117". */
export function useAgentNames(): (extension: string) => string {
  const agents = useBoardLink((link) => link.board?.agents ?? nobody);
  const names = useMemo(() => shortNames(agents), [agents]);
  return useCallback((extension) => names.get(extension) ?? extensionText(extension), [names]);
}
