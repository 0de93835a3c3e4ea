import { expect, test } from "vitest";
import { jsonFields } from "./json-fields.ts";

test("[X2] a field is a text, a number or a truth; a list only where recordings are", () => {
  const object = { user: 117, transfer: true, did: null, title: ["a"], chid: { a: 1 }, files: ["a", 1, null, ["b"]] };
  expect(jsonFields(object)).toMatchObject({ user: "117", transfer: "true", did: "", title: "", chid: "" });
  expect(jsonFields(object).files).toEqual(["a", "1", "", ""]);
});

test("[X17] of a hostile object the first two hundred keys count, of its list the first hundred items", () => {
  const keys = Array.from({ length: 199 }, (_, n) => [`key${n}`, n]);
  expect(jsonFields(Object.fromEntries([...keys, ["user", "117"], ["id", "x"]]))).toMatchObject({
    user: "117",
    id: "",
  });
  expect(jsonFields({ files: new Array(1000).fill("x") }).files).toHaveLength(100);
});
