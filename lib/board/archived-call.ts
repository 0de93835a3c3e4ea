import type { CallFacts } from "#lib/call/call-facts.ts";
import type { CallMemory } from "#lib/call/call-view.ts";
import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { AdoptedFacts } from "./board-state.ts";

/** A call that the board has let go of: its facts, and what time did to them. Everything else is read from these. */
export interface ArchivedCall {
  readonly own: CallFacts;
  readonly adopted: readonly AdoptedFacts[];
  readonly memory: CallMemory;
}

/** How calls that met a number are read. */
export interface NumberReading {
  readonly number: string;
  readonly kind: NumberKind | null;
  readonly ringStrategy: "hunt" | "ring-all";
}
