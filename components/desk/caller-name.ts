import { maskedEnd } from "#lib/access/mask.ts";
import type { RingsFor } from "#lib/wall/ringing.ts";
import { words } from "./words.ts";

/** What a caller is called: by name, else by number, or as much of it as may be seen here. */
export function callerText(call: { readonly caller: string; readonly callerName: string | null }): string {
  if (call.callerName !== null) return call.callerName;
  if (call.caller === "") return words.cards.withheld;
  const end = maskedEnd(call.caller);
  return end === null ? call.caller : words.hidden(end);
}

export interface LineText {
  readonly label: string;
  /** null: the label says it all. */
  readonly what: string | null;
}

export function lineText(line: RingsFor, nameOf: (extension: string) => string): LineText {
  const labels = words.cards.forLine;
  switch (line.kind) {
    case "queue":
      return { label: labels.queue, what: line.name ?? line.queue };
    case "transfer":
      return { label: labels.transfer, what: nameOf(line.from) };
    case "line":
      return { label: labels.line, what: line.line };
    case "direct":
      return { label: labels.direct, what: null };
  }
}

export function lineSentence({ label, what }: LineText): string {
  return what === null ? label : `${label} ${what}`;
}
