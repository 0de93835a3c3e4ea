import { beforeEach, expect, test, vi } from "vitest";
import { fieldsAtWork } from "./page-in-use.ts";
import { keepUnsaved, unsavedOf } from "./unsaved-words.ts";

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
});

const fields = [{ label: "Note", text: "wants a quote for 40 units" }];

test("[N3] words that nobody saved are there for who wrote them, and gone once somebody else has come", () => {
  keepUnsaved({ writer: "ana", fields });
  expect(unsavedOf("ana")).toEqual(fields);
  expect(unsavedOf("lin")).toEqual([]);
  expect(unsavedOf("ana")).toEqual([]);
  expect(kept.size).toBe(0);
});

test("[N3] where nothing was being written nothing is kept, nor does it take away what is", () => {
  keepUnsaved({ writer: "ana", fields });
  keepUnsaved({ writer: "ana", fields: [] });
  expect(unsavedOf("ana")).toEqual(fields);
});

test.each(["", "no JSON", "null", '{"writer":"ana"}', '{"writer":"ana","fields":[{}]}'])(
  "[N3] what is not of this shape is nothing: %s",
  (text) => {
    kept.set("ringside-unsaved", text);
    expect(unsavedOf("ana")).toEqual([]);
  },
);

test("[N3] a tab that may keep nothing loses the words, and nothing else", () => {
  vi.stubGlobal("sessionStorage", undefined);
  keepUnsaved({ writer: "ana", fields });
  expect(unsavedOf("ana")).toEqual([]);
});

test("[N3] a field that only shows something is not being written in", () => {
  const note = { value: "call again", form: {}, readOnly: false };
  const shown = { value: "a first password", form: {}, readOnly: true };
  vi.stubGlobal("document", { activeElement: null, querySelectorAll: () => [note, shown] });
  expect(fieldsAtWork()).toEqual([note]);
});
