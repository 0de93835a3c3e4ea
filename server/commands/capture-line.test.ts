import fc from "fast-check";
import { expect, test } from "vitest";
import { byGet, byPost } from "#lib/pbx/delivery.ts";
import { arbitraryAct } from "#lib/testing/arbitrary-act.ts";
import { captureLine, readCaptureLine } from "./capture-line.ts";

const at = Date.UTC(2026, 2, 2, 12, 0, 0, 120);

test("[J14] an act is a line of its own form", () => {
  const act = { of: "missed", id: "m1", deed: "claim", by: "Jana", note: null, seen: 2 } as const;
  expect(captureLine({ seq: 7, at, act })).toBe(
    '{"at":"2026-03-02T12:00:00.120Z","act":{"of":"missed","id":"m1","deed":"claim","by":"Jana","note":null,"seen":2}}',
  );
  expect(captureLine({ seq: 7, at, delivery: byGet("a=1") })).toBe(
    '{"at":"2026-03-02T12:00:00.120Z","method":"GET","query":"a=1"}',
  );
});

test("[J14] a line that was written is read as what was said", () => {
  const delivery = fc.oneof(fc.string({ unit: "binary" }).map(byGet), fc.string({ unit: "binary" }).map(byPost));
  fc.assert(
    fc.property(fc.oneof(delivery, arbitraryAct), (said) => {
      const entry = "of" in said ? { seq: 1, at, act: said } : { seq: 1, at, delivery: said };
      const { seq: _seq, ...captured } = entry;
      const line = captureLine(entry);
      expect(line).not.toContain("\n");
      expect(readCaptureLine(line)).toEqual({ ok: true, captured });
    }),
  );
});

test("[J14] an act that cannot be read is exported as it stands", () => {
  const line = captureLine({ seq: 1, at, unreadable: '{"of":"greeting"}' });
  expect(JSON.parse(line)).toEqual({ at: new Date(at).toISOString(), act: '{"of":"greeting"}' });
  expect(readCaptureLine(line)).toEqual({ ok: false, fault: "has an act that is none" });
});
