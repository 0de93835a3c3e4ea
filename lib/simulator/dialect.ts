/**
 * The ways in which senders tell the same events:
 * - `post`, `form`: the documentation's POST words, as JSON and as a form;
 * - `get`, `get-plus`, `get-raw`: the documentation's GET words, percent-encoded, with a plus for a blank, and raw as
 *   printed (which no HTTP client can send; captures hold it);
 * - `sibling-2022`: GET with another title; `sibling-2023`: lower-case JSON in typographic quotes; `sibling-2025`:
 *   lower-case JSON with the chain, names and much that means nothing to us.
 */
export const dialects = [
  "post",
  "form",
  "get",
  "get-plus",
  "get-raw",
  "sibling-2022",
  "sibling-2023",
  "sibling-2025",
] as const;

export type Dialect = (typeof dialects)[number];

/** The two the documentation shows. */
export const documentedDialects = ["post", "get"] as const satisfies readonly Dialect[];

/** What tells a dialect from the others. */
export interface Traits {
  readonly carrier: "json" | "typographic-json" | "form" | "query";
  /** How values of pairs are written; JSON has no use for it. */
  readonly encoding: "percent" | "plus" | "raw";
  readonly keys: "capital" | "lower";
  readonly withheldCaller: "" | "anonymous";
  readonly answerWord: "call_started" | "hangup" | "pickup";
  /** Where an answer tells how it came about: before the line that was called, or after it. */
  readonly via: "before-did" | "after-did" | "untold";
  /** The leg of a call that nobody has answered. One sender gives it the number of the first conversation. */
  readonly firstLeg: 0 | 1;
  /** Whether an end says how it came; else only its title does. */
  readonly tellsFinish: boolean;
  /** Where an end tells how long they talked; a title also tells where a caller was lost. */
  readonly talkTime: "duration" | "title";
  readonly talkWords: Readonly<Record<"inbound" | "outbound", string>>;
  /** `event`: of its own, with the agent; `files`: a list alone; `bare`: the addresses alone. */
  readonly recordings: "event" | "files" | "bare";
  /** Whether it tells the chain and the caller's name. */
  readonly tellsMore: boolean;
}

const documentedTalk = { inbound: "Answered call from ", outbound: "Successful call to " } as const;

const post: Traits = {
  carrier: "json",
  encoding: "percent",
  keys: "capital",
  withheldCaller: "",
  answerWord: "call_started",
  via: "before-did",
  firstLeg: 0,
  tellsFinish: true,
  talkTime: "duration",
  talkWords: documentedTalk,
  recordings: "event",
  tellsMore: false,
};

const get: Traits = {
  carrier: "query",
  encoding: "percent",
  keys: "lower",
  withheldCaller: "anonymous",
  answerWord: "hangup",
  via: "after-did",
  firstLeg: 0,
  tellsFinish: true,
  talkTime: "title",
  talkWords: documentedTalk,
  recordings: "bare",
  tellsMore: false,
};

export const traits: Readonly<Record<Dialect, Traits>> = {
  post,
  form: { ...post, carrier: "form", encoding: "plus" },
  get,
  "get-plus": { ...get, encoding: "plus" },
  "get-raw": { ...get, encoding: "raw" },
  "sibling-2022": { ...get, talkWords: { inbound: "Success call ", outbound: "Success call " } },
  "sibling-2023": {
    ...get,
    carrier: "typographic-json",
    via: "untold",
    firstLeg: 1,
    tellsFinish: false,
    talkWords: { inbound: "Successful call to ", outbound: "Successful call to " },
    recordings: "files",
  },
  "sibling-2025": { ...get, carrier: "json", answerWord: "pickup", recordings: "files", tellsMore: true },
};
