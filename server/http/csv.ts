import type { CallRecord } from "#lib/board/board.ts";
import { type CellValue, csvLines, csvText } from "#lib/display/csv-cell.ts";

type Column = readonly [name: string, cell: (call: CallRecord) => CellValue];

const columns: readonly Column[] = [
  ["id", (call) => call.id],
  ["direction", (call) => call.direction],
  ["state", (call) => call.state],
  ["lostIn", (call) => call.lostIn],
  ["caller", (call) => call.caller],
  ["callerName", (call) => call.callerName],
  ["did", (call) => call.did],
  ["ivr", (call) => call.ivr],
  ["queue", (call) => call.queue],
  ["queues", (call) => call.queues.join(" ")],
  ["rang", (call) => call.rang.join(" ")],
  ["agents", (call) => call.legs.map(({ agent }) => agent).join(" ")],
  ["talkSeconds", talkSeconds],
  ["startedAt", (call) => call.startedAt],
  ["answeredAt", (call) => call.answeredAt],
  ["endedAt", (call) => call.endedAt],
  ["waitSeconds", (call) => call.waitSeconds],
  ["recordings", (call) => call.legs.flatMap(({ recordings }) => recordings).join(" ")],
  ["linked", (call) => call.linked],
];

/** A header, and a call a line. */
export function callsCsv(calls: readonly CallRecord[]): string {
  return csvText(
    columns.map(([name]) => name),
    calls.map(cellsOf),
  );
}

/** More lines of the same table. */
export function moreCallsCsv(calls: readonly CallRecord[]): string {
  return csvLines(calls.map(cellsOf));
}

const cellsOf = (call: CallRecord): readonly CellValue[] => columns.map(([, cell]) => cell(call));

/** null where no leg says how long it was. */
function talkSeconds({ legs }: CallRecord): number | null {
  const known = legs.map((leg) => leg.talkSeconds).filter((seconds) => seconds !== null);
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0);
}
