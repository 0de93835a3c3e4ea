import { plainName } from "#lib/display/plain-name.ts";
import type { LivePart } from "./desk-card.ts";

const signs: Readonly<Record<LivePart["kind"], string>> = { ringing: "■", talking: "●", dialing: "↗" };

/** Of the name, and of the line: a tab has little room, and a hostile name must not push the line out. */
const most = 60;

/** `■ Brandt GmbH – Sales`: what a tab says of a call, in plain text. @param line null: none is known */
export function callTitle(kind: LivePart["kind"], name: string, line: string | null): string {
  const who = brief(name);
  return line === null ? `${signs[kind]} ${who}` : `${signs[kind]} ${who} – ${brief(line)}`;
}

function brief(text: string): string {
  const letters = [...plainName(text)];
  return letters.length <= most ? letters.join("") : `${letters.slice(0, most - 1).join("")}…`;
}
