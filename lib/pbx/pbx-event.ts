/**
 * What one delivery of the phone system says, in the call centre's own words.
 * The feed's words (`Usertype`, `Trtype`, `hangupincoming`) end here.
 */
export type Direction = "inbound" | "outbound";

/** What a number is. The feed only claims it; the directory and other evidence may overrule it. */
export type NumberKind = "ivr" | "queue" | "phone";

/** How a conversation came about. */
export type Via = "direct" | "attended" | "blind";

interface OnCall {
  /** Call id without the leg: `yyMMddHHmmss_N`. */
  readonly callId: string;
  /** 0 before anyone answered, 1 the first conversation, 2 the one after a transfer, … */
  readonly leg: number;
  /** The PBX's own id of the whole call chain (`chid`), where the sender gives it. */
  readonly chain: string | null;
  /** The other party's number as given; null when withheld, absent or the word MAKECALL. */
  readonly caller: string | null;
  readonly callerName: string | null;
  readonly did: string | null;
}

/** An inbound call reaches a menu or a queue, or rings a phone. */
export interface Reached extends OnCall {
  readonly kind: "reached";
  readonly number: string;
  readonly claim: NumberKind;
}

/** An agent dials out. */
export interface Dialed extends OnCall {
  readonly kind: "dialed";
  readonly agent: string;
}

export interface Answered extends OnCall {
  readonly kind: "answered";
  readonly direction: Direction;
  readonly agent: string;
  /** null where the sender does not say (the sibling of 2023). */
  readonly via: Via | null;
}

/** A leg is over. */
export interface Ended extends OnCall {
  readonly kind: "ended";
  readonly direction: Direction;
  /** Agent of the conversation, or the number the caller was lost at. */
  readonly number: string | null;
  /** Whether a conversation took place; null where the sender does not say. */
  readonly spoken: boolean | null;
  readonly transferred: boolean;
  readonly talkSeconds: number | null;
  /** What `number` is, where the sender's words name it ("Missed call by queue 804"). */
  readonly lostAt: NumberKind | null;
}

/** Recordings of a leg are ready. */
export interface Recorded extends OnCall {
  readonly kind: "recorded";
  readonly agent: string | null;
  readonly urls: readonly string[];
}

/** Well formed, but of a kind we do not know: kept, and answered with 200. */
export interface Unrecognised {
  readonly kind: "unrecognised";
  readonly name: string;
}

export type CallEvent = Reached | Dialed | Answered | Ended | Recorded;
export type PbxEvent = CallEvent | Unrecognised;
