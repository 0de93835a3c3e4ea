import fc from "fast-check";
import { expect, test } from "vitest";
import { isOpenAt } from "#lib/board/office-hours.ts";
import { boardIdOf } from "./board-id.ts";
import { isDark } from "./dark-screen.ts";
import { readPageFacts, writePageFacts } from "./page-facts.ts";
import { codeAlphabet, makeCode, readCode } from "./pairing-code.ts";
import { readScreenDraft, type ScreenDraft } from "./screen-draft.ts";
import { distanceInHeights } from "./viewing-distance.ts";
import { wallAddress } from "./wall-address.ts";

const minute = 60_000;
const hours = [1, 2, 3, 4, 5].map((day) => ({ day, from: "08:00", to: "18:00" }));
/** A Monday. */
const monday = Date.UTC(2026, 2, 2);
const rule = { hours, timeZone: "UTC", grace: 2 * minute, servingSince: monday - 86_400_000 };
const at = (hour: number, minutes = 0) => monday + hour * 60 * minute + minutes * minute;

test("[V1] a code has six signs that nobody takes for others, and is read however it is typed", () => {
  expect(codeAlphabet).not.toMatch(/[01OILUBS58Z]/);
  expect(new Set(codeAlphabet).size).toBe(codeAlphabet.length);
  const code = fc.infiniteStream(fc.nat()).map((numbers) => makeCode((below) => (numbers.next().value ?? 0) % below));
  fc.assert(
    fc.property(code, (made) => {
      expect(made).toHaveLength(6);
      expect(readCode(made)).toBe(made);
      expect(readCode(` ${made.slice(0, 3).toLowerCase()} - ${made.slice(3)}`)).toBe(made);
      expect(readCode(made.slice(1))).toBeNull();
      expect(readCode(`0${made.slice(1)}`)).toBeNull();
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => readCode(text) === null || readCode(text)?.length === 6));
});

test("[V2] dark is who went away in office hours and stayed away beyond the grace", () => {
  expect(isDark(at(10), at(10, 1), rule)).toBe(false);
  expect(isDark(at(10), at(10, 2), rule)).toBe(true);
  expect(isDark(at(10), at(18), rule)).toBe(false);
  expect(isDark(at(10), at(24 + 8), rule)).toBe(true);
  expect(isDark(at(17, 59), at(18, 5), rule)).toBe(false);
  expect(isDark(at(17, 59), at(24 + 9), rule)).toBe(false);
  expect(isDark(at(20), at(24 + 9), rule)).toBe(false);
  expect(isDark(at(20), at(20, 2), { ...rule, hours: null })).toBe(true);
});

test("[V2] a server that has just begun waits for its screens", () => {
  const fresh = { ...rule, servingSince: at(11) };
  expect(isDark(at(10), at(11, 1), fresh)).toBe(false);
  expect(isDark(at(10), at(11, 2), fresh)).toBe(true);
});

test("[V2] who is switched off outside office hours is never dark, and nobody is while it is closed", () => {
  const instant = fc.integer({ min: at(0), max: at(7 * 24) });
  const graces = fc.integer({ min: 0, max: 60 * minute });
  fc.assert(
    fc.property(instant, instant, graces, (away, now, grace) => {
      const open = (time: number) => isOpenAt(hours, time, "UTC");
      const dark = isDark(away, now, { ...rule, grace });
      if (!(open(away) && open(away + grace) && open(now))) expect(dark).toBe(false);
      else expect(dark).toBe(now >= away + grace);
    }),
  );
});

test("[V3] a wall's distance is told in heights of its picture", () => {
  expect(distanceInHeights(55, 5)).toBe(7.3);
  expect(distanceInHeights(65, 5)).toBe(6.2);
});

const look = fc.record({
  k: fc.option(fc.integer({ min: 10, max: 300 }).map((tenths) => tenths / 10)),
  theme: fc.constantFrom("system" as const, "light" as const, "dark" as const),
  sound: fc.boolean(),
});

test("[V4] a wall's address says all of its look, and nothing where it is as usual", () => {
  expect(wallAddress("all", { k: null, theme: "system", sound: false })).toBe("/wall/all");
  fc.assert(
    fc.property(look, fc.string({ minLength: 1 }), (given, board) => {
      const { searchParams, pathname } = new URL(wallAddress(board, given), "http://wall");
      expect(searchParams.get("k")).toBe(given.k === null ? null : String(given.k));
      expect(searchParams.get("theme")).toBe(given.theme === "system" ? null : given.theme);
      expect(searchParams.get("sound")).toBe(given.sound ? "on" : null);
      if (board !== "." && board !== "..") expect(decodeURIComponent(pathname)).toBe(`/wall/${board}`);
    }),
  );
});

test("[V5] a board's id is like its name, and its own", () => {
  expect(boardIdOf("Prodej Čechy & Morava", [])).toBe("prodej-cechy-morava");
  expect(boardIdOf("販売", [])).toBe("board");
  const names = fc.array(fc.string(), { maxLength: 20 });
  fc.assert(
    fc.property(names, (given) => {
      const ids: string[] = [];
      for (const name of given) ids.push(boardIdOf(name, ids));
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id).toMatch(/^[a-z\d][a-z\d-]{0,39}$/);
    }),
  );
});

test("[V6] what the server tells a wall's page arrives as it was told", () => {
  const board = fc.record({ id: fc.string(), name: fc.string() });
  const facts = fc.record({ build: fc.string(), screen: fc.boolean(), boards: fc.array(board) });
  fc.assert(
    fc.property(facts, (told) => {
      const header = writePageFacts(told);
      expect(header).toMatch(/^[\x21-\x7e]*$/);
      expect(readPageFacts(header)).toEqual(told);
    }),
  );
  expect(readPageFacts(null).boards).toEqual([]);
});

const draft: ScreenDraft = {
  name: " Hall ",
  board: "all",
  inches: "55",
  metres: "5,0",
  theme: "dark",
  sound: "on",
  ends: "",
};

test("[V7] what is typed about a screen is read, each fault told of its own field", () => {
  const wish = { name: "Hall", board: "all", look: { k: 7.3, theme: "dark", sound: true }, expiresAt: null };
  expect(readScreenDraft(draft, null, monday)).toEqual({ ok: true, wish });
  const kept = readScreenDraft({ ...draft, inches: "", metres: " " }, 9, monday);
  expect(kept).toEqual({ ok: true, wish: { ...wish, look: { ...wish.look, k: 9 } } });
  const wrong = readScreenDraft({ ...draft, name: " ", inches: "5", metres: "", ends: "2026-03-01" }, null, monday);
  expect(wrong).toEqual({ ok: false, faults: new Set(["name", "inches", "metres", "ends"]) });
  const ends = readScreenDraft({ ...draft, ends: "2026-03-02" }, null, monday);
  expect(ends).toEqual({ ok: true, wish: { ...wish, expiresAt: "2026-03-02T23:59:59Z" } });
});
