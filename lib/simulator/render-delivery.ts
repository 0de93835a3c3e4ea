import { byGet, byPost, type Delivery } from "#lib/pbx/delivery.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { type Dialect, type Traits, traits } from "./dialect.ts";
import { type Members, membersOf } from "./event-members.ts";

/** An event as one delivery of a dialect. What the dialect cannot say is lost. */
export function renderDelivery(event: CallEvent, dialect: Dialect): Delivery {
  const speech = traits[dialect];
  const encode = encoders[speech.encoding];
  // An address is sent as it is; only the blanks between several are encoded.
  if (event.kind === "recorded" && speech.recordings === "bare") return byGet(event.urls.join(encode(" ")));
  const members = membersOf(event, speech).map(([key, value]) => [cased(key, speech), value] as const);
  switch (speech.carrier) {
    case "json":
      return byPost(jsonOf(members, ['"', '"']));
    case "typographic-json":
      return byPost(jsonOf(members, ["“", "”"]));
    case "form":
      return byPost(pairsOf(members, encode), "application/x-www-form-urlencoded");
    case "query":
      return byGet(pairsOf(members, encode));
  }
}

const encoders: Readonly<Record<Traits["encoding"], (text: string) => string>> = {
  percent: encodeURIComponent,
  plus: (text) => encodeURIComponent(text).replaceAll("%20", "+"),
  raw: (text) => text,
};

function cased(key: string, { keys }: Traits): string {
  return keys === "lower" ? key : `${key.charAt(0).toUpperCase()}${key.slice(1)}`;
}

/** With a blank after every brace, colon and comma, as the documentation prints it. */
function jsonOf(members: Members, [open, close]: readonly [string, string]): string {
  const quoted = (text: string) => `${open}${JSON.stringify(text).slice(1, -1)}${close}`;
  const listed = (value: string | readonly string[]) =>
    typeof value === "string" ? quoted(value) : `[ ${value.map(quoted).join(", ")} ]`;
  return `{ ${members.map(([key, value]) => `${quoted(key)}: ${listed(value)}`).join(", ")} }`;
}

function pairsOf(members: Members, encode: (text: string) => string): string {
  return members.flatMap(([key, value]) => [value].flat().map((text) => `${key}=${encode(text)}`)).join("&");
}
