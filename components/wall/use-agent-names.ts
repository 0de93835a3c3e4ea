import { useCallback, useMemo } from "react";
import type { AgentStatus } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { shortNames } from "#lib/wall/short-names.ts";
import { words } from "./words.ts";

const nobody: readonly AgentStatus[] = [];

/** What the wall calls an extension: a short name, or "Ext 117". */
export function useAgentNames(): (extension: string) => string {
  const agents = useBoardLink((link) => link.board?.agents ?? nobody);
  const names = useMemo(() => shortNames(agents), [agents]);
  return useCallback((extension) => names.get(extension) ?? words.agents.extension(extension), [names]);
}
