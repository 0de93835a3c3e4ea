import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { endedCalls } from "./ended-calls.ts";
import { foldTold } from "./fold-told.ts";

test("[Q9] ended calls come in order of time, are all answered, and leave nothing on the board two days later", () => {
  const since = Date.parse("2026-03-02T08:00:00Z");
  const until = since + 6 * 60 * 60_000;
  const told = [...endedCalls(300, { since, until })];
  expect(told).toHaveLength(300);
  expect(told.map(({ at }) => at)).toEqual(told.map(({ at }) => at).toSorted((a, b) => a - b));
  const over = told.reduce(foldTold, emptyBoard(defaultSettings, since));
  expect(over.now).toBeLessThan(until);
  expect(viewBoard(over).today).toMatchObject({ inbound: 100, answered: 100 });
  expect([...over.live.keys()]).toEqual([]);
  const later = advance(over, until + 2 * 24 * 60 * 60_000);
  expect([later.calls, later.callers, later.missed, later.agents].map((map) => [...map.keys()])).toEqual([
    [],
    [],
    [],
    [],
  ]);
});
