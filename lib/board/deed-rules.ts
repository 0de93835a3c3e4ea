import { isoTime } from "#lib/call/iso-time.ts";
import type { Attempt, Resolution } from "./board.ts";
import { changeBy, changed, type Deed, type DeedWanted, type MissedCase, type Standing } from "./missed-case.ts";

/**
 * What becomes of a deed. Refused, `by` is who was first where somebody was.
 * - `claimed`: another person holds the row;
 * - `resolved`: it is resolved already;
 * - `changed`: it is not as the person saw it who wants to undo;
 * - `newer-row`: the caller has a later row, which stands for both;
 * - `as-it-was`: there is nothing to change;
 * - `worn-out`: so much was done with it that it can only be closed.
 */
export type Verdict =
  | { readonly is: "taken" }
  | { readonly is: "gone" }
  | {
      readonly is: "refused";
      readonly because: "claimed" | "resolved" | "changed" | "newer-row" | "as-it-was" | "worn-out";
      readonly by: string | null;
    };

/** Of a row. No person comes near it; a script would make every reading of the row longer, and every board larger. */
const MOST_CHANGES = 200;

const taken: Verdict = { is: "taken" };

function refused(because: Extract<Verdict, { is: "refused" }>["because"], by: string | null = null): Verdict {
  return { is: "refused", because, by };
}

/** What becomes of the deed if it is the next thing to happen to this caller, whose rows the cases are. */
export function verdictAmong(cases: readonly MissedCase[], deed: DeedWanted): Verdict {
  const one = caseWith(cases, deed.callId);
  if (one === undefined) return { is: "gone" };
  const verdict = verdictIn(cases, one, deed);
  return verdict.is === "taken" && one.changes >= MOST_CHANGES && !leadsToAnEnd(deed) ? refused("worn-out") : verdict;
}

function leadsToAnEnd({ deed }: DeedWanted): boolean {
  return deed === "release" || deed === "done" || deed === "not-needed";
}

function verdictIn(cases: readonly MissedCase[], one: MissedCase, deed: DeedWanted): Verdict {
  if (deed.deed === "undo" || deed.deed === "reopen") {
    if (one !== cases.at(-1)) return refused("newer-row");
    return deed.deed === "undo" ? verdictOnUndo(one, deed) : verdictOnReopen(one);
  }
  const { status, claimedBy, claimedById, resolution } = one.standing;
  if (status === "resolved") return refused("resolved", resolution?.by);
  if (deed.deed === "release") return status === "claimed" ? taken : refused("as-it-was");
  if (claimedBy !== null && !isPerson(deed, claimedBy, claimedById)) return refused("claimed", claimedBy);
  return deed.deed === "claim" && claimedBy !== null ? refused("as-it-was") : taken;
}

/** Two of one name are told apart by their accounts, where both are known. */
function isPerson({ by, byId }: DeedWanted, name: string, id: string | null): boolean {
  return byId !== null && id !== null ? byId === id : by === name;
}

function verdictOnUndo({ past, changes, changedBy }: MissedCase, { seen }: DeedWanted): Verdict {
  if (seen !== changes) return refused("changed", changedBy);
  return past.length > 0 ? taken : refused("as-it-was");
}

function verdictOnReopen({ standing }: MissedCase): Verdict {
  return standing.status === "resolved" ? taken : refused("as-it-was");
}

/** The case to which the call belongs. */
export function caseWith(cases: readonly MissedCase[], callId: string): MissedCase | undefined {
  return cases.findLast(({ misses }) => misses.some((miss) => miss.callId === callId));
}

/** The case after a deed that is taken. */
export function afterDeed(one: MissedCase, deed: Deed): MissedCase {
  if (deed.deed !== "undo") return changed(one, nextStanding(one.standing, deed.deed, deed), deed);
  const standing = one.past.at(-1) ?? one.standing;
  return { ...one, standing, past: one.past.slice(0, -1), ...changeBy(one, deed) };
}

function nextStanding(
  standing: Standing,
  what: Exclude<Deed["deed"], "undo">,
  { at, by, byId, note }: Pick<Deed, "at" | "by" | "byId" | "note">,
): Standing {
  switch (what) {
    case "claim":
      return { ...standing, status: "claimed", claimedBy: by, claimedById: byId };
    case "release":
      return { ...standing, status: "open", claimedBy: null, claimedById: null };
    case "attempt": {
      const attempt: Attempt = { at: isoTime(at), by, note };
      const attempts = [...standing.attempts, attempt];
      return { ...standing, status: "claimed", claimedBy: by, claimedById: byId, attempts };
    }
    case "done":
    case "not-needed": {
      const resolution: Resolution = { how: "by-hand", at: isoTime(at), by, callId: null, verdict: what, note };
      return { ...standing, status: "resolved", claimedBy: null, claimedById: null, resolution };
    }
    case "reopen":
      return { ...standing, status: "open", claimedBy: null, claimedById: null, resolution: null };
  }
}
