import { expect, test } from "vitest";
import type { Resolution } from "#lib/board/board.ts";
import { before, missedCaller } from "#lib/testing/board-records.ts";
import { countCallBacks } from "#lib/wall/headline.ts";
import { countShown, type Show, worklist } from "./worklist.ts";

const resolution = (fields: Partial<Resolution>): Resolution => ({
  how: "by-hand",
  at: before(60),
  by: "Ana K.",
  callId: null,
  verdict: "done",
  note: null,
  ...fields,
});

const missed = [
  missedCaller({ id: "new", firstAt: before(60), callerName: "Kovač & Söhne" }),
  missedCaller({ id: "old", firstAt: before(9000), caller: "+49 30 555-4821" }),
  missedCaller({ id: "mine", firstAt: before(600), status: "claimed", claimedBy: "Ana K." }),
  missedCaller({ id: "theirs", firstAt: before(700), status: "claimed", claimedBy: "Lin W." }),
  missedCaller({ id: "done", status: "resolved", resolution: resolution({ at: before(500) }) }),
  missedCaller({
    id: "returned",
    status: "resolved",
    resolution: resolution({ how: "rang-again", verdict: null, at: before(90) }),
  }),
  missedCaller({ id: "unnamed", caller: "" }),
  missedCaller({ id: "spam", status: "resolved", resolution: resolution({ verdict: "not-needed" }) }),
];

const shown = (show: Show, find = "", me = "Ana K.") => worklist(missed, { show, find, me }).map((row) => row.id);

test("[O24] what is open stands longest lost first, what is done latest first", () => {
  expect(shown("open")).toEqual(["old", "theirs", "mine", "new"]);
  expect(shown("mine")).toEqual(["mine"]);
  expect(shown("done")).toEqual(["returned", "done"]);
  expect(shown("not-needed")).toEqual(["spam"]);
});

test("[O24] each filter says how many it lists, and nobody's rows are not mine", () => {
  expect(countShown(missed, "Ana K.")).toEqual({ open: 4, mine: 1, withheld: 1, done: 2, "not-needed": 1 });
  expect(countShown([missedCaller({ status: "claimed", claimedBy: "" })], "").mine).toBe(0);
});

test("[O24] open are as many as the board has to call back; who cannot be called is listed apart", () => {
  expect(shown("open")).toHaveLength(countCallBacks(missed).count);
  expect(shown("withheld")).toEqual(["unnamed"]);
});

test("[O24] a caller is found by a part of the name, whatever its case and accents, or of the number", () => {
  expect(shown("open", "KOVAC")).toEqual(["new"]);
  expect(shown("open", "sohne")).toEqual(["new"]);
  expect(shown("open", "30 5554")).toEqual(["old"]);
  expect(shown("open", "(030) 555")).toEqual([]);
  expect(shown("open", "nobody")).toEqual([]);
  expect(shown("open", " \u202e ")).toHaveLength(4);
});
