import type { Ended, NumberKind } from "#lib/pbx/pbx-event.ts";
import type { Traits } from "./dialect.ts";

const placeWords: Readonly<Record<NumberKind, string>> = { ivr: "IVR", queue: "queue", phone: "extension" };

/** How long they talked, `mm:ss`, an hour being sixty minutes; empty where nobody talked. */
export function durationOf({ spoken, talkSeconds }: Ended): string {
  if (spoken !== true || talkSeconds === null) return "";
  return [Math.floor(talkSeconds / 60), talkSeconds % 60].map(twoDigits).join(":");
}

/** The sentence about an end: who talked and how long, or where the caller was lost. */
export function titleOf(event: Ended, { talkWords }: Traits): string {
  const line = event.did === null ? "" : `${event.did}:`;
  const party = event.caller ?? "anonymous";
  if (event.spoken === null) return "";
  if (event.spoken) return `${line}${talkWords[event.direction]}${party}${bracketOf(event.talkSeconds)}`;
  if (event.direction === "outbound") return `${line}Unanswered call to ${party}`;
  const tellsPlace = event.lostAt !== null && event.number !== null;
  const place = tellsPlace ? ` by ${placeWords[event.lostAt]} ${event.number}` : "";
  return `${line}Missed call${place} from ${party}`;
}

/** `(m:ss)`, from an hour on `(h:mm:ss)`. */
function bracketOf(seconds: number | null): string {
  if (seconds === null) return "";
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const start = hours > 0 ? `${hours}:${twoDigits(minutes)}` : minutes;
  return ` (${start}:${twoDigits(seconds % 60)})`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
