/** What came over the wire: the text of the body, or of the query where there is none. `at` is epoch ms. */
export interface Sent {
  readonly at: number;
  readonly text: string;
}

export type Place = "ivr" | "queue" | "phone";

/** One thing that was said of a call. */
export interface Said {
  readonly at: number;
  readonly what: "reached" | "dialled" | "answered" | "ended" | "recorded";
  readonly call: string;
  readonly leg: number;
  readonly direction: "inbound" | "outbound" | null;
  /** Empty: not said. */
  readonly caller: string;
  /** Empty: not said. */
  readonly user: string;
  /** What it calls the number that was reached, or where the caller was lost. */
  readonly place: Place | null;
  readonly via: "direct" | "attended" | "blind" | null;
  readonly spoken: boolean | null;
  readonly transfer: boolean;
  /** ms; null: not said. */
  readonly talk: number | null;
}

/** What a delivery says, in whichever of the documented forms it came. */
export function understand({ at, text }: Sent): readonly Said[] {
  const told = text.trimStart().startsWith("{") ? membersOf(text) : pairsOf(text);
  const says = (key: string) => (told.get(key) ?? "").trim();
  const event = says("event").toLowerCase();
  const nothing = { at, place: null, via: null, spoken: null, transfer: false, talk: null };
  const party = { caller: partyOf(says("callerid")), user: says("user") };
  if (event === "" || event === "recording") {
    const files = [...decoded(text).matchAll(/\/(\d{12}_\d+)-(\d+)-\d+\.mp3/g)];
    return files.map(([, named = "", onLeg]) => ({
      ...{ ...nothing, ...party, what: "recorded", call: named, leg: Number(onLeg), direction: null },
    }));
  }
  const [, id = "", leg] = /^([^-]*)-(\d+)$/.exec(says("id")) ?? [];
  const heard = { ...nothing, ...party, call: wholeId(id), leg: Number(leg) };
  const direction = /outgoing|dialing/.test(event) ? "outbound" : "inbound";
  if (event === "ringing") return [{ ...heard, what: "reached", direction, place: placeOf(says("usertype")) }];
  if (event === "dialing") return [{ ...heard, what: "dialled", direction }];
  if (/started|hangup|pickup/.test(event))
    return [{ ...heard, what: "answered", direction, via: viaOf(says("trtype")) }];
  const spoken = spokenOf(says("finishtype"), says("title"));
  const lost = /by (IVR|queue|extension) /i.exec(says("title"))?.[1];
  const transfer = /^true$/i.test(says("transfer"));
  const talk = spoken === true ? talkOf(says("duration"), says("title")) : null;
  const place = lost === undefined ? null : placeOf(lost);
  return [{ ...heard, what: "ended", direction, spoken, transfer, talk, place }];
}

/** JSON, with curly quotes or with a quote lost in front of a value. */
function membersOf(text: string): ReadonlyMap<string, string> {
  const mended = text.replaceAll(/[“”]/g, '"').replaceAll(/("\s*:\s*)(?=\d)/g, '$1"');
  const members = Object.entries(JSON.parse(mended) as Record<string, unknown>);
  return new Map(members.map(([key, value]) => [key.trim().toLowerCase(), `${value}`]));
}

/** key=value, percent-encoded, with a plus for a blank, or raw. */
function pairsOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(/&(?=(?:[a-z_]+|FileUrls|FILES)=)/i).map((pair) => /^([^=]*)=(.*)$/s.exec(pair));
  return new Map(
    pairs.flatMap((pair) => (pair === null ? [] : [[(pair[1] ?? "").toLowerCase(), decoded(pair[2] ?? "")]])),
  );
}

function decoded(text: string): string {
  return decodeURIComponent(/ |%20/.test(text) ? text : text.replaceAll("+", " "));
}

/** The digit that is lost with its quote is the first of the year. */
const wholeId = (call: string) => (/^\d{11}_/.test(call) ? `2${call}` : call);

const partyOf = (caller: string) => (/^(makecall|anonymous)$/i.test(caller) ? "" : caller);

function placeOf(word: string): Place {
  if (/^(ext|extension)$/i.test(word)) return "phone";
  return /^queue$/i.test(word) ? "queue" : "ivr";
}

function viaOf(trtype: string): Said["via"] {
  if (/^notdef$/i.test(trtype)) return "direct";
  if (/^(attended|accomp)$/i.test(trtype)) return "attended";
  return /^blind$/i.test(trtype) ? "blind" : null;
}

function spokenOf(finishtype: string, title: string): boolean | null {
  if (/^ok$/i.test(finishtype)) return true;
  if (/^missed$/i.test(finishtype)) return false;
  if (/\b(answered|success\w*) call/i.test(title)) return true;
  return /\b(missed|unanswered) call/i.test(title) ? false : null;
}

function talkOf(duration: string, title: string): number | null {
  const clock = duration === "" ? /\(([\d:]+)\)$/.exec(title)?.[1] : duration;
  return clock === undefined ? null : clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0) * 1_000;
}
