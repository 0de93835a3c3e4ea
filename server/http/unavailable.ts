import { AuditUnavailable } from "#server/access/audit.ts";
import { AccessUnavailable } from "#server/access/gatekeeper.ts";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";
import { isDatabaseAway } from "#server/postgres/database-away.ts";
import { type Answer, notKept } from "./answer.ts";

/** What is answered where something that this server lives by is out of reach, whichever route asked; null: it is a fault. */
export function answerIfUnavailable(err: unknown): Answer | null {
  if (err instanceof ArchiveUnavailable) return notKept(err.message);
  if (err instanceof AccessUnavailable) return notKept("It cannot be looked up now who you are: try again soon.");
  if (err instanceof AuditUnavailable) return notKept("It cannot be noted in the audit log, so it is not done.");
  return isDatabaseAway(err) ? notKept("The database is out of reach: try again soon.") : null;
}
