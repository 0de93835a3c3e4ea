import { expect, test, vi } from "vitest";
import { isBeingWrittenOn } from "./page-in-use.ts";

interface Field {
  readonly value: string;
  readonly form: object | null;
}

/** A page's document, as far as the question touches it. */
function page({ dialog = false, fields = [], active }: { dialog?: boolean; fields?: Field[]; active?: Field }): void {
  vi.stubGlobal("document", {
    activeElement: active ?? null,
    querySelector: () => (dialog ? {} : null),
    querySelectorAll: () => fields,
  });
}

test("[O5] a page is in use while a dialog is open, a form has words in it, or a field with words has the focus", () => {
  const empty = { value: "", form: {} };
  const note = { value: "call again at", form: {} };
  const name = { value: "Ana", form: null };
  page({});
  expect(isBeingWrittenOn()).toBe(false);
  page({ fields: [empty, name], active: empty });
  expect(isBeingWrittenOn()).toBe(false);
  page({ fields: [empty, note] });
  expect(isBeingWrittenOn()).toBe(true);
  page({ fields: [name], active: name });
  expect(isBeingWrittenOn()).toBe(true);
  page({ dialog: true });
  expect(isBeingWrittenOn()).toBe(true);
});
