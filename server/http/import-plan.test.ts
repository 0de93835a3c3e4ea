import fc from "fast-check";
import { expect, test } from "vitest";
import type { Contact } from "#lib/board/act.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { DirectoryEntry } from "#lib/board/directory.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { isIdle, planContacts, planDirectory, saysNothing } from "./import-plan.ts";

const name = fc.constantFrom(null, "Sales", "Jana", "Menu");
const kind = fc.constantFrom(null, "ivr" as const, "queue" as const, "agent" as const, "group" as const);
const number = fc.constantFrom("100", "101", "102", "103", "104");
const entries = fc.uniqueArray(fc.record({ number, kind, name }), { selector: (entry) => entry.number });

const empty = emptyBoard(defaultSettings, 0);

function listed(list: readonly DirectoryEntry[]): BoardState["settings"]["directory"] {
  return new Map(list.filter((entry) => !saysNothing(entry)).map((entry) => [entry.number, entry]));
}

test("[D27] a directory's import makes of what was known what its preview says, and a second one nothing", () => {
  fc.assert(
    fc.property(entries, entries, (known, wanted) => {
      const before: BoardState = emptyBoard({ ...defaultSettings, directory: listed(known) }, 0);
      const plan = planDirectory(before.settings.directory, wanted);
      const { added, changed, unchanged, changes } = plan.shown;
      expect(added + changed + unchanged).toBe(wanted.length);
      expect(changes).toHaveLength(added + changed);
      const after = foldEntry(before, {
        seq: 1,
        at: 0,
        act: { of: "directory", by: "Jana", put: plan.put, gone: plan.gone },
      });
      const expected = listed([...new Map([...known, ...wanted].map((entry) => [entry.number, entry])).values()]);
      expect(Object.fromEntries(after.settings.directory)).toEqual(Object.fromEntries(expected));
      expect(after.settingsRev).toBe(isIdle(plan) ? 0 : 1);
      for (const { number: changedNumber, after: says } of changes) {
        const { kind: saysKind = null, name: saysName = null } = after.settings.directory.get(changedNumber) ?? {};
        expect({ kind: saysKind, name: saysName }).toEqual(says);
      }
      expect(isIdle(planDirectory(after.settings.directory, wanted))).toBe(true);
    }),
  );
});

test("[D27] so does an import of contacts", () => {
  const contact: fc.Arbitrary<Contact> = fc.record({
    number: fc.constantFrom("774852610", "+420774852610", "774852611", "118"),
    name: fc.constantFrom("Ada", "Bo", "Cy"),
  });
  const contacts = fc.uniqueArray(contact, { selector: (one) => callerKey(one.number) });
  fc.assert(
    fc.property(contacts, contacts, (known, wanted) => {
      const before = foldEntry(empty, { seq: 1, at: 0, act: { of: "contacts", by: "Jana", put: known, gone: [] } });
      const plan = planContacts(before.contacts, wanted);
      const after = foldEntry(before, {
        seq: 2,
        at: 0,
        act: { of: "contacts", by: "Jana", put: plan.put, gone: plan.gone },
      });
      for (const { number: one, name: called } of wanted) {
        expect(after.contacts.get(callerKey(one) ?? "")?.name).toBe(called);
      }
      expect(plan.shown.added).toBe([...after.contacts.keys()].length - [...before.contacts.keys()].length);
      expect(after.settingsRev === 2).toBe(!isIdle(plan));
      expect(isIdle(planContacts(after.contacts, wanted))).toBe(true);
    }),
  );
});
