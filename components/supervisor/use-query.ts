import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { readSupervisorQuery, type SupervisorQuery, writeSupervisorQuery } from "#lib/supervisor/supervisor-query.ts";

/** The view as the address has it. Changing it asks the server for nothing. */
export function useSupervisorQuery(): readonly [SupervisorQuery, (change: Partial<SupervisorQuery>) => void] {
  const params = useSearchParams();
  const path = usePathname();
  const query = useMemo(() => readSupervisorQuery(new URLSearchParams(params)), [params]);
  const change = useCallback(
    (wanted: Partial<SupervisorQuery>) => {
      const next = writeSupervisorQuery(new URLSearchParams(window.location.search), wanted).toString();
      window.history.replaceState(null, "", next === "" ? path : `${path}?${next}`);
    },
    [path],
  );
  return [query, change];
}
