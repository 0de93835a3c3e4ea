import { describe, expect, test } from "vitest";
import { missedCaller } from "#lib/testing/board-records.ts";
import { callRecord } from "#lib/testing/call-records.ts";
import { callAddress } from "./call-address.ts";
import { listOf, withNewerShown, withNewest, withOlder } from "./call-list.ts";
import { returnOf } from "./call-return.ts";
import { type CallRow, type RowsPage, rowOfCall, rowsOfFigure } from "./call-rows.ts";

const iso = (minute: number) => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
const row = (minute: number, state: "ringing" | "completed" = "completed"): CallRow =>
  rowOfCall(callRecord({ id: `c${minute}`, startedAt: iso(minute), state }));
const page = (next: string | null, ...rows: readonly CallRow[]): RowsPage => ({ rows, next });
const ids = (rows: readonly CallRow[]) => rows.map(({ call }) => call.id);

describe("[O88] a list that is being read", () => {
  test("[O88] newer calls move no row: they wait until they are asked for", () => {
    const before = listOf(page("x", row(3), row(2)));
    const list = withNewest(before, page("y", row(5), row(4), row(3)));
    expect(ids(list.rows)).toEqual(["c3", "c2"]);
    expect(ids(list.newer)).toEqual(["c5", "c4"]);
    const shown = withNewerShown(list);
    expect(ids(shown.rows)).toEqual(["c5", "c4", "c3", "c2"]);
    expect(shown).toMatchObject({ next: "x", newer: [] });
  });

  test("[O88] a call that goes on is brought up to date where it stands", () => {
    const list = withNewest(listOf(page(null, row(3, "ringing"), row(2))), page(null, row(3), row(2)));
    expect(list.rows.map(({ call }) => call.state)).toEqual(["completed", "completed"]);
    expect(list.newer).toEqual([]);
  });

  test("[O88] where more have come than a page holds, the list begins anew: nothing is left out unseen", () => {
    const list = withNewest(listOf(page("x", row(3))), page("y", row(9), row(8)));
    expect(ids(list.rows)).toEqual(["c3"]);
    expect(withNewerShown(list)).toMatchObject({ next: "y", newer: [], gap: null });
    expect(ids(withNewerShown(list).rows)).toEqual(["c9", "c8"]);
  });

  test("[O88] into an empty list they come at once", () => {
    expect(ids(withNewest(listOf(page(null)), page(null, row(3))).rows)).toEqual(["c3"]);
  });

  test("[O88] older pages are joined on, each call once", () => {
    const list = withOlder(listOf(page("x", row(3), row(2))), page(null, row(2), row(1)));
    expect(ids(list.rows)).toEqual(["c3", "c2", "c1"]);
    expect(list.next).toBeNull();
  });

  test("[O88] a call counted twice by a figure is two rows", () => {
    const item = { at: iso(1), call: callRecord(), waitSeconds: 3, talkSeconds: null };
    const rows = [...rowsOfFigure([item, item], 0), ...rowsOfFigure([item], 2)];
    expect(new Set(rows.map(({ key }) => key)).size).toBe(3);
  });

  test("[O88] talk is that of all conversations; of none that is known, none", () => {
    const leg = { leg: 1, agent: "117", via: "direct" as const, answeredAt: null, endedAt: null, recordings: [] };
    const legs = [
      { ...leg, talkSeconds: 10 },
      { ...leg, leg: 2, talkSeconds: null },
      { ...leg, leg: 3, talkSeconds: 5 },
    ];
    expect(rowOfCall(callRecord({ legs })).talkSeconds).toBe(15);
    expect(rowOfCall(callRecord({ legs: [{ ...leg, talkSeconds: null }] })).talkSeconds).toBeNull();
  });
});

describe("[O89] what became of a missed call", () => {
  const missed = callRecord({ state: "missed", lostIn: "queue" });
  const resolution = { how: "called-back", at: iso(5), by: "117", callId: "c9", verdict: null, note: null } as const;
  const became = (fields: Parameters<typeof missedCaller>[0]) =>
    returnOf(missed, [missedCaller({ callIds: ["c0", missed.id], ...fields })]);

  test("[O89] it is open, taken, or settled, as its row on the board says", () => {
    expect(became({})).toEqual({ kind: "open" });
    expect(became({ status: "claimed", claimedBy: "Ana" })).toEqual({ kind: "claimed", by: "Ana" });
    expect(became({ status: "resolved", resolution })).toEqual({ kind: "returned", at: iso(5), by: "117" });
    const byHand = { ...resolution, how: "by-hand", by: "Ana", verdict: "not-needed" } as const;
    expect(became({ status: "resolved", resolution: byHand })).toMatchObject({ kind: "not-needed", by: "Ana" });
  });

  test("[O89] without a row it was settled earlier, and a call that was answered has nothing to return", () => {
    expect(returnOf(missed, [missedCaller({ callIds: ["c0"] })])).toEqual({ kind: "earlier" });
    expect(returnOf(callRecord(), [missedCaller({ callIds: [callRecord().id] })])).toBeNull();
  });
});

test("[O90] a call's address holds its id, whatever is in it, and its beginning", () => {
  expect(callAddress({ id: "230307114903_10", startedAt: iso(0) })).toBe(
    "/calls/230307114903_10?started=2026-03-02T09%3A00%3A00.000Z",
  );
  expect(callAddress({ id: "../a?b#c", startedAt: iso(0) })).toMatch(/^\/calls\/\.\.%2Fa%3Fb%23c\?/);
});
