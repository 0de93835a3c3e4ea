import fc from "fast-check";
import { expect, test } from "vitest";
import { dialAddress } from "./dial-address.ts";
import { commandOf, type KeyPlace } from "./shortcuts.ts";
import { sparkline } from "./sparkline.ts";
import { plainQuery, readSupervisorQuery, writeSupervisorQuery } from "./supervisor-query.ts";

const place: KeyPlace = { letters: true, typing: false, onRow: true };
const press = (key: string, fields = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...fields });

test("[O27] letters act on the row, in either case, and never with a modifier", () => {
  const keys = ["j", "K", "t", "c", "a", "d", "n", "u", "/", "?", "x", "Tab"];
  expect(keys.map((key) => commandOf(press(key), place))).toEqual([
    "down",
    "up",
    "claim",
    "call",
    "attempt",
    "done",
    "not-needed",
    "undo",
    "search",
    "help",
    null,
    null,
  ]);
  for (const modifier of ["ctrlKey", "metaKey", "altKey"]) {
    expect(commandOf(press("c", { [modifier]: true }), place)).toBeNull();
  }
});

test("[O27] who types types, and letters can be turned off: arrows stay", () => {
  for (const key of ["j", "/", "ArrowDown", "Enter"]) {
    expect(commandOf(press(key), { ...place, typing: true })).toBeNull();
  }
  expect(commandOf(press("j"), { ...place, letters: false })).toBeNull();
  expect(commandOf(press("ArrowDown"), { ...place, letters: false })).toBe("down");
});

test("[O27] Escape closes from a button too, and in a field is the field's", () => {
  expect(commandOf(press("Escape"), { ...place, onRow: false, letters: false })).toBe("close");
  expect(commandOf(press("Escape"), { ...place, typing: true })).toBeNull();
});

test("[O27] Enter on a button in a row is the button's", () => {
  expect(commandOf(press("Enter"), { ...place, onRow: false })).toBeNull();
  expect(commandOf(press("Enter"), place)).toBe("open");
});

test("[O28] the address keeps the view: what is written is read back, and foreign parts stay", () => {
  const query = fc.record({
    show: fc.constantFrom("open", "mine", "done", "not-needed"),
    find: fc.string({ unit: "grapheme", maxLength: 30 }),
    calls: fc.constantFrom("queue", "age"),
  });
  fc.assert(
    fc.property(query, (wanted) => {
      const written = writeSupervisorQuery(new URLSearchParams("theme=dark"), wanted);
      expect(readSupervisorQuery(new URLSearchParams(written.toString()))).toEqual(wanted);
      expect(written.get("theme")).toBe("dark");
    }),
  );
});

test("[O28] what cannot be meant is passed over, and a plain view has a plain address", () => {
  expect(readSupervisorQuery(new URLSearchParams("show=all&calls=x"))).toEqual(plainQuery);
  expect(writeSupervisorQuery(new URLSearchParams("show=done&find=x"), plainQuery).toString()).toBe("");
});

test("[O32] a sparkline reaches up to its highest count and at least to the watch line", () => {
  const area = { width: 40, height: 10 };
  expect(sparkline([0, 1, 4, 2], 2, area)).toEqual({ path: "M0 10H10V7.5H20V0H30V5H40", watch: 5 });
  expect(sparkline([0, 0], 5, area)).toEqual({ path: "M0 10H20V10H40", watch: 0 });
});

test("[O29] a number is dialled by its signs alone, and what is none is not dialled", () => {
  expect(dialAddress("+49 (30) 555-4821")).toBe("tel:+49305554821");
  expect(dialAddress("117")).toBe("tel:117");
  expect(["", "withheld", "javascript:1", "+", "1".repeat(30), "12;phone-context=x"].map(dialAddress)).toEqual(
    Array.from({ length: 6 }, () => null),
  );
});
