import type { GlyphName } from "#components/board/glyph.tsx";
import type { CallRecord } from "#lib/board/board.ts";
import { words } from "./words.ts";

/** How a call stands or ended: a shape and a word. */
export function stateOf(call: CallRecord): { readonly glyph: GlyphName; readonly word: string } {
  const { states } = words;
  switch (call.state) {
    case "ivr":
      return { glyph: "ivr", word: states.ivr };
    case "queued":
      return { glyph: "waiting", word: states.queued };
    case "ringing":
      return { glyph: "ringing", word: states.ringing };
    case "answered":
    case "transferred":
      return { glyph: "talking", word: states.answered };
    case "dialing":
      return { glyph: "dialing", word: states.dialing };
    case "missed":
      return { glyph: "missed", word: states.missed[call.lostIn ?? "none"] };
    case "unanswered":
      return { glyph: "dialing", word: states.unanswered };
    case "unknown":
      return { glyph: "uncertain", word: states.unknown };
    case "completed":
      return { glyph: call.direction === "outbound" ? "dialing" : "talking", word: completedWord(call) };
  }
}

function completedWord({ direction, legs }: CallRecord): string {
  if (legs.length > 1) return words.states.handedOver;
  return direction === "outbound" ? words.states.completedOut : words.states.completed;
}
