import type { OfficeHours } from "./office-hours.ts";

/** What the operator decides for the whole site. The start gives it, acts amend it. */
export interface SiteSettings {
  /** What screens are headed with. */
  readonly place: string;
  /** How much of a caller's number who is not entitled to all of it gets to see. */
  readonly masking: Masking;
  /** No figure of a single person anywhere. */
  readonly worksCouncil: boolean;
  readonly keep: Retention;
  readonly limits: WaitLimits;
  /** Of queues without hours of their own, and of the site; null: always open. */
  readonly hours: OfficeHours | null;
  readonly boards: readonly BoardSpec[];
  /** Addresses and ranges (CIDR) that may send to the webhook; empty: any. */
  readonly senders: readonly string[];
}

/** `all` shows whole numbers. */
export type Masking = "none" | "last-three" | "all";

export interface Retention {
  /** Bodies of deliveries as they came, days. */
  readonly rawDays: number;
  /** Calls and everything about them, months. */
  readonly callMonths: number;
}

/** All in seconds. */
export interface WaitLimits {
  /** T: an answer within it counts for the service level. */
  readonly answerWithin: number;
  /** S: a caller lost within it does not count against the service level. */
  readonly shortAbandon: number;
  /** Somebody waits for longer: watch. */
  readonly watchAfter: number;
  /** Somebody waits for longer: critical. */
  readonly alarmAfter: number;
}

/** What one wall shows. */
export interface BoardSpec {
  /** Part of the wall's address: lower-case letters, digits, hyphens. */
  readonly id: string;
  readonly name: string;
  /** Numbers; null: every queue. */
  readonly queues: readonly string[] | null;
  /** Extensions; null: every agent. */
  readonly agents: readonly string[] | null;
}

/** The board that is there without anybody having made one. */
export const wholeBoard: BoardSpec = { id: "all", name: "All", queues: null, agents: null };

export const defaultSite: SiteSettings = {
  place: "Ringside",
  masking: "none",
  worksCouncil: false,
  keep: { rawDays: 30, callMonths: 13 },
  limits: { answerWithin: 20, shortAbandon: 5, watchAfter: 60, alarmAfter: 120 },
  hours: null,
  boards: [wholeBoard],
  senders: [],
};
