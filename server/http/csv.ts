import type { CallRecord } from "#lib/board/board.ts";

/** What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection). */
const formula = /^\s*[=+\-@＝＋－＠]/;
const special = /[",;\r\n]/;

/** Callers choose what stands in here, so that no cell may be run by whoever opens the file. */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return "";
  const text = String(value);
  const safe = typeof value === "string" && formula.test(text) ? `'${text}` : text;
  return special.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

type Column = readonly [name: string, cell: (call: CallRecord) => string | number | boolean | null];

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

/** A call a line, under a header, as RFC 4180 has it. */
export function callsCsv(calls: readonly CallRecord[]): string {
  const header = columns.map(([name]) => name).join(",");
  const lines = calls.map((call) => columns.map(([, cell]) => csvCell(cell(call))).join(","));
  return [header, ...lines].map((line) => `${line}\r\n`).join("");
}

/** null where no leg says how long it was. */
function talkSeconds({ legs }: CallRecord): number | null {
  const known = legs.map((leg) => leg.talkSeconds).filter((seconds) => seconds !== null);
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0);
}
