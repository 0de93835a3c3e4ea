import type { Principal } from "./principal.ts";
import type { Actor } from "./role.ts";

/** What an administrator can look up afterwards: who came in, who changed what, who saw what is not theirs to see. */
export const auditKinds = [
  "signed-in",
  "sign-in-failed",
  "signed-out",
  "account-made",
  "account-changed",
  "account-removed",
  "password-set",
  "session-revoked",
  "screen-approved",
  "screen-changed",
  "screen-revoked",
  "key-shown",
  "key-rotated",
  "number-revealed",
  "delivery-read",
  "delivery-replayed",
  "recording-opened",
  "file-downloaded",
  "person-reported",
  "caller-found",
  "caller-exported",
  "caller-erased",
  "backup-made",
  "settings-changed",
] as const;

export type AuditKind = (typeof auditKinds)[number];

/** Why a number was revealed. A choice and no text: text might hold the very number that the log must not. */
export const revealReasons = ["call-back", "check-identity", "complaint", "emergency", "other"] as const;

export type RevealReason = (typeof revealReasons)[number];

export const auditThings = [
  "account",
  "session",
  "screen",
  "key",
  "missed",
  "call",
  "delivery",
  "file",
  "agent",
  "settings",
] as const;

/** What was looked at or changed. Never a caller's number or name: rows and calls are told by their ids. */
export interface AuditThing {
  readonly of: (typeof auditThings)[number];
  /** Of settings the names of those that changed, with commas; of a file its name; of an agent the extension. */
  readonly id: string;
  /** What people call it, of an account or a screen; null: it has no name, or one of a caller. */
  readonly name: string | null;
}

export interface AuditNote {
  readonly by: Principal;
  /** Of who asks. */
  readonly address: string;
  readonly kind: AuditKind;
  /** null: nothing that could be named. */
  readonly about: AuditThing | null;
  readonly reason?: RevealReason;
}

/** A note as it is kept. */
export interface AuditEntry {
  /** Grows by one with each. */
  readonly seq: number;
  /** Epoch ms. */
  readonly at: number;
  readonly who: AuditWho;
  readonly kind: AuditKind;
  readonly about: AuditThing | null;
  readonly reason: RevealReason | null;
}

export interface AuditWho {
  /** Of the account or the screen; null: of neither. */
  readonly id: string | null;
  /** As it was called then. */
  readonly name: string | null;
  /** What they could do then; `open`: the server asked nobody who they are; null: nobody. */
  readonly role: Exclude<Actor, "watcher"> | "open" | null;
  readonly address: string;
}

export function whoOf(principal: Principal, address: string): AuditWho {
  switch (principal.is) {
    case "account":
      return { id: principal.accountId, name: principal.name, role: principal.role, address };
    case "screen":
      return { id: principal.screenId, name: principal.name, role: "screen", address };
    case "open":
      return { id: null, name: null, role: "open", address };
    case "watcher":
    case "nobody":
      return { id: null, name: null, role: null, address };
  }
}
