import { callerKey } from "#lib/call/caller-key.ts";
import type { BoardState } from "./board-state.ts";

/** What the operator calls a caller; null: nothing. */
export function contactNameOf({ contacts }: Pick<BoardState, "contacts">, caller: string | null): string | null {
  if (contacts.firstKey() === undefined) return null;
  const key = callerKey(caller);
  return (key === null ? undefined : contacts.get(key)?.name) ?? null;
}

/** The operator's word outweighs the phone system's. */
export function withContactName<T extends { readonly callerName: string | null }>(
  call: T,
  contactName: string | null,
): T {
  return contactName === null ? call : { ...call, callerName: contactName };
}
