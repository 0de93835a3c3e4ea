import { useSearchParams } from "next/navigation";
import { useMemo, useSyncExternalStore } from "react";
import { readSupervisorQuery, type SupervisorQuery, writeSupervisorQuery } from "#lib/supervisor/supervisor-query.ts";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

function change(wanted: Partial<SupervisorQuery>): void {
  const { pathname, search } = window.location;
  const next = writeSupervisorQuery(new URLSearchParams(search), wanted).toString();
  window.history.replaceState(null, "", next === "" ? pathname : `${pathname}?${next}`);
  for (const listener of listeners) listener();
}

/**
 * The view as the address has it. Changing it asks the server for nothing, and is seen at once: the router tells of a
 * changed address only later, and a field that waited for it would lose letters.
 */
export function useSupervisorQuery(): readonly [SupervisorQuery, (wanted: Partial<SupervisorQuery>) => void] {
  const sent = useSearchParams().toString();
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => sent,
  );
  const query = useMemo(() => readSupervisorQuery(new URLSearchParams(search)), [search]);
  return [query, change];
}
