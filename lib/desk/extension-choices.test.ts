import { expect, test } from "vitest";
import { agentStatus } from "#lib/testing/board-records.ts";
import { chosenExtension, knownExtensions, matchingExtensions } from "./extension-choices.ts";

const number = (text: string, fields: object = {}) =>
  ({ number: text, name: null, kind: null, seenAs: null, ...fields }) as const;

const known = knownExtensions(
  [agentStatus({ extension: "1000" }), agentStatus({ extension: "204", name: "from the board" })],
  [
    number("820", { kind: "queue", name: "Sales" }),
    number("204", { kind: "agent", name: "Omar Haddad" }),
    number("117", { seenAs: "agent" }),
    number("300", { kind: "queue", seenAs: "agent" }),
    number("301"),
  ],
);

test("[O65] the extensions to choose from: phones of directory and board, by number, with the directory's names", () => {
  expect(known).toEqual([
    { extension: "117", name: null },
    { extension: "204", name: "Omar Haddad" },
    { extension: "1000", name: null },
  ]);
});

test("[O65] found by the beginning of the number or a part of the name", () => {
  const found = (typed: string) => matchingExtensions(known, typed).map(({ extension }) => extension);
  expect(found("1")).toEqual(["117", "1000"]);
  expect(found("hADD")).toEqual(["204"]);
  expect(found("")).toHaveLength(3);
  expect(found("xyz")).toEqual([]);
});

test("[O65] Enter takes what is typed, or the only match; also an extension nobody knows yet", () => {
  const chosen = (typed: string) => chosenExtension(matchingExtensions(known, typed), typed);
  expect([chosen("204"), chosen("omar"), chosen("555"), chosen("1"), chosen("no such name"), chosen(" ")]).toEqual([
    "204",
    "204",
    "555",
    "1",
    null,
    null,
  ]);
});
