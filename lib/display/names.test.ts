import fc from "fast-check";
import { expect, test } from "vitest";
import { agentStatus } from "#lib/testing/board-records.ts";
import { plainName } from "./plain-name.ts";
import { createShortNames, shortNames } from "./short-names.ts";
import { splitName } from "./split-name.ts";

function shortened(...names: (string | null)[]) {
  const agents = names.map((name, place) => agentStatus({ extension: String(place), name }));
  const short = shortNames(agents);
  return agents.map((agent) => short.get(agent.extension) ?? null);
}

test("[W14] a person is a first name and an initial", () => {
  expect(shortened("Ana Kovač", "Lin Wei", "Alexandra Maria Papadopoulou", "Željka Đurić")).toEqual([
    "Ana K.",
    "Lin W.",
    "Alexandra P.",
    "Željka Đ.",
  ]);
  expect(shortened("Kovač, Ana")).toEqual(["Ana K."]);
  expect(shortened("山田 太郎", "محمد عبد الله")).toEqual(["山田 太.", "محمد ا."]);
});

test("[W14] what is short already, or no person, keeps its whole name", () => {
  expect(shortened("M. Petrova", "Ana", "Front desk", "Hotline 2", "Night (shared)", "A B")).toEqual([
    "M. Petrova",
    "Ana",
    "Front desk",
    "Hotline 2",
    "Night (shared)",
    "A B",
  ]);
});

test("[W14] two who would be called alike keep their whole names", () => {
  expect(shortened("Ana Kovač", "Ana Klein", "Ana Meier")).toEqual(["Ana Kovač", "Ana Klein", "Ana M."]);
});

test("[W14] who has no name has none here either", () => {
  expect(shortened(null, "", "  ", "\u202e")).toEqual([null, null, null, null]);
});

test("[W15] a name is one line of text and cannot turn what stands around it", () => {
  expect(plainName(" a\nb\tc ")).toBe("a b c");
  expect(plainName("\u202eevil\u202c \u2066x\u2069\u200f")).toBe("evil x");
  expect(plainName("a\u0000b\u001b[31m")).toBe("ab[31m");
  expect(plainName("👩‍👩‍👧 Family")).toBe("👩‍👩‍👧 Family");
});

test("[W15] no control or bidi character is left of any text, and plain text stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const plain = plainName(text);
      expect(plain).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
      expect(plainName(plain)).toBe(plain);
    }),
  );
});

test("[W16] a long name may be cut in the middle: its end tells it from its neighbour", () => {
  expect(splitName("Support – DE – Tier 1")).toEqual({ head: "Support – DE – ", tail: "Tier 1" });
  expect(splitName("Warranty claims")).toEqual({ head: "Warranty ", tail: "claims" });
  expect(splitName("Donaudampfschifffahrtsgesellschaft")).toEqual({
    head: "Donaudampfschifffahrtsgesellsc",
    tail: "haft",
  });
  expect(splitName("Sales")).toEqual({ head: "Sales", tail: "" });
});

test("[W16] head and tail together are the name, and no letter is cut in two", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("a", " ", "–", "é", "e\u0301", "👩‍👩‍👧‍👦", "ا", "の") }), (name) => {
      const { head, tail } = splitName(name);
      expect(head + tail).toBe(name);
      expect(tail).not.toMatch(/^[\u0301\u200d]/u);
      expect(head).not.toMatch(/\u200d$/u);
    }),
  );
});

test("[W14] remembered names are those that would be made anew, and the same while nobody is called otherwise", () => {
  const named = fc.record({
    extension: fc.constantFrom("1", "2", "3"),
    name: fc.constantFrom(null, "Ana Kovač", "Ana Krüger", "Lin"),
    state: fc.constantFrom("idle", "talking"),
  });
  const lists = fc.array(fc.uniqueArray(named, { selector: ({ extension }) => extension }));
  fc.assert(
    fc.property(lists, (history) => {
      const namesOf = createShortNames();
      for (const fields of history) {
        const agents = fields.map(agentStatus);
        const names = namesOf(agents);
        expect(names).toEqual(shortNames(agents));
        expect(namesOf(agents.map((agent) => ({ ...agent, state: "dialing" })))).toBe(names);
      }
    }),
  );
});
