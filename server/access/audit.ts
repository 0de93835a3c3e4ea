import type { AuditEntry, AuditKind, AuditNote } from "#lib/access/audit-entry.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Thirteen months, of whatever length. */
export const AUDIT_KEEP_MS = 397 * DAY_MS;

/** What people did that others may have to account for. It only grows, until its entries are too old to be kept. */
export interface Audit {
  /** Resolves once it is kept. Rejects with `AuditUnavailable`: what must be noted must then not be done. */
  note(note: AuditNote): Promise<void>;
  /**
   * Newest first. Rejects with `AuditUnavailable`.
   * @param before an entry's `seq`; null: from the newest
   */
  list(before: number | null, limit: number, filter: AuditFilter): Promise<readonly AuditEntry[]>;
  /** Who is in it, by name; of one who was renamed, the last name. Rejects with `AuditUnavailable`. */
  people(): Promise<readonly AuditPerson[]>;
  /**
   * Lets go of what is too old to be kept at that time. Rejects with `AuditUnavailable`.
   * @param now epoch ms, of a clock that is trusted: what is gone does not come back when it is set right
   */
  forgetOld(now: number): Promise<void>;
  close(): void;
}

/** All that is given must hold. */
export interface AuditFilter {
  /** Of an account or a screen. */
  readonly who?: string;
  readonly kind?: AuditKind;
  /** Epoch ms, `from` ≤ `at` < `to`. */
  readonly from?: number;
  readonly to?: number;
}

export interface AuditPerson {
  readonly id: string;
  readonly name: string;
}

/** The log could not be written or read. */
export class AuditUnavailable extends Error {
  override readonly name = "AuditUnavailable";
}
