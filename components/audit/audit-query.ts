import { type AuditKind, auditKinds } from "#lib/access/audit-entry.ts";

/** What the page's address asks the log for; "" where nothing is. */
export interface AuditQuery {
  readonly who: string;
  readonly kind: AuditKind | "";
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  /** Entries behind this one; "": the newest. */
  readonly before: string;
}

export const everything: AuditQuery = { who: "", kind: "", from: "", to: "", before: "" };

/** What is none of its words counts as not asked. */
export function readAuditQuery(params: URLSearchParams): AuditQuery {
  const word = (name: string, form: RegExp) => {
    const text = params.get(name) ?? "";
    return form.test(text) ? text : "";
  };
  const kind = params.get("kind");
  const date = /^\d{4}-\d\d-\d\d$/;
  return {
    who: word("who", /^.{1,200}$/),
    kind: auditKinds.find((one) => one === kind) ?? "",
    from: word("from", date),
    to: word("to", date),
    before: word("before", /^\d{1,15}$/),
  };
}

/** As it stands in an address; "" asks for everything. */
export function writeAuditQuery(query: AuditQuery): string {
  return new URLSearchParams(Object.entries(query).filter(([, value]) => value !== "")).toString();
}
