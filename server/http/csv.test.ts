import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallRecord } from "#lib/board/board.ts";
import { csvCell, plainCell } from "#lib/display/csv-cell.ts";
import { callsTable } from "./csv.ts";

const nasty = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .tuple(fc.constantFrom("=", "+", "-", "@", "\t=", " +", "＝", "\r\n="), fc.string())
    .map(([start, rest]) => `${start}${rest}`),
  fc.constantFrom(
    "'=1",
    "'' =1",
    "' +",
    "'a",
    '=HYPERLINK("http://x")',
    "+1-1",
    "@SUM(1)",
    '"',
    "a,b",
    "a;b",
    "a\r\nb",
    " a ",
  ),
);

test("[H14] no cell can be a formula, whatever a caller is called", () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const seen = parse(`${csvCell(text)},end`)[0]?.[0] ?? "";
      expect(seen.trimStart()).not.toMatch(/^[=+\-@＝＋－＠]/);
    }),
  );
});

test("[H14] [D25] a cell comes out of a spreadsheet as it went in, but for the mark that makes it text", () => {
  fc.assert(
    fc.property(nasty, nasty, (first, second) => {
      const [row = []] = parse(`${csvCell(first)},${csvCell(second)}`, { bom: false, relax_quotes: false });
      expect(row.map(plainCell)).toEqual([first, second]);
    }),
  );
});

test("[H14] a call is one line under the header", () => {
  const call: CallRecord = {
    id: "230307114903_10",
    direction: "inbound",
    state: "completed",
    lostIn: null,
    caller: "+420 555",
    callerName: 'O\'Hara, "Bob"',
    did: null,
    ivr: "800",
    queue: "821",
    queues: ["820", "821"],
    rang: ["202", "204"],
    legs: [
      {
        leg: 1,
        agent: "202",
        via: "direct",
        answeredAt: null,
        endedAt: null,
        talkSeconds: 14,
        recordings: ["https://a"],
      },
      { leg: 2, agent: "204", via: "blind", answeredAt: null, endedAt: null, talkSeconds: 6, recordings: [] },
    ],
    startedAt: "2026-03-02T12:00:00.000Z",
    answeredAt: null,
    endedAt: null,
    waitSeconds: 3,
    linked: false,
  };
  expect(parse(callsTable({ people: true }).begin([call]), { columns: true })).toEqual([
    {
      id: "230307114903_10",
      direction: "inbound",
      state: "completed",
      lostIn: "",
      caller: "'+420 555",
      callerName: 'O\'Hara, "Bob"',
      did: "",
      ivr: "800",
      queue: "821",
      queues: "820 821",
      rang: "202 204",
      agents: "202 204",
      talkSeconds: "20",
      startedAt: "2026-03-02T12:00:00.000Z",
      answeredAt: "",
      endedAt: "",
      waitSeconds: "3",
      recordings: "https://a",
      linked: "false",
    },
  ]);
});
