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

/** Calls as a table, a call a line. */
export interface CallsTable {
  /** The header and the first lines. */
  begin(calls: readonly CallRecord[]): string;
  /** More lines. */
  more(calls: readonly CallRecord[]): string;
}

/** @param people false: the columns that tell who rang and who spoke stay empty, so that nothing can be added up by them */
export function callsTable({ people }: { readonly people: boolean }): CallsTable {
  const cellsOf = (call: CallRecord): readonly CellValue[] =>
    columns.map(([name, cell]) => (!people && ofPeople.has(name) ? null : cell(call)));
  return {
    begin: (calls) =>
      csvText(
        columns.map(([name]) => name),
        calls.map(cellsOf),
      ),
    more: (calls) => csvLines(calls.map(cellsOf)),
  };
}

const ofPeople: ReadonlySet<string> = new Set(["rang", "agents"]);

/** null where no leg says how long it was. */
function talkSeconds({ legs }: CallRecord): number | null {
  const known = legs.map((leg) => leg.talkSeconds).filter((seconds) => seconds !== null);
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0);
}
