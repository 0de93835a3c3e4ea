/** What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection), quoted already or not. */
const formula = /^'*\s*[=+\-@＝＋－＠]/;
const special = /[",;\r\n]/;

export type CellValue = string | number | boolean | null;

/** Callers choose what stands in a cell, so that none may be run by whoever opens the file. */
export function csvCell(value: CellValue): string {
  if (value === null) return "";
  const text = String(value);
  const safe = typeof value === "string" && formula.test(text) ? `'${text}` : text;
  return special.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What `csvCell` was given, of the text of a cell. */
export function plainCell(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}

/** Lines under a header, as RFC 4180 has it. */
export function csvText(header: readonly string[], rows: readonly (readonly CellValue[])[]): string {
  return csvLines([header, ...rows]);
}

/** More lines of the same. */
export function csvLines(rows: readonly (readonly CellValue[])[]): string {
  return rows.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}
