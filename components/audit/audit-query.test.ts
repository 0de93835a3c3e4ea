import fc from "fast-check";
import { expect, test } from "vitest";
import { auditKinds } from "#lib/access/audit-entry.ts";
import { everything, readAuditQuery, writeAuditQuery } from "./audit-query.ts";

test("[I34] what the log is asked for survives its way through the address", () => {
  const date = fc.constantFrom("", "2026-03-02");
  const query = fc.record({
    who: fc.constantFrom("", "id-ana", "a&b=c"),
    kind: fc.constantFrom("" as const, ...auditKinds),
    from: date,
    to: date,
    before: fc.constantFrom("", "17"),
  });
  fc.assert(
    fc.property(query, (asked) => {
      expect(readAuditQuery(new URLSearchParams(writeAuditQuery(asked)))).toEqual(asked);
    }),
  );
  expect(writeAuditQuery(everything)).toBe("");
});

test("[I34] words of an address that mean nothing are passed over", () => {
  expect(readAuditQuery(new URLSearchParams("kind=dancing&from=soon&before=-1&who="))).toEqual(everything);
});
