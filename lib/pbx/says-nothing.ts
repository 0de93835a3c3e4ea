// What programs write where they have nothing, in the case in which they write it: "Null" is a surname.
const wordsForNothing: ReadonlySet<string> = new Set([
  "",
  "-",
  "empty",
  "Empty",
  "EMPTY",
  "null",
  "NULL",
  "(null)",
  "none",
  "None",
  "undefined",
  "n/a",
  "N/A",
]);

/** Whether a value is blank, or a program's word for one. */
export function saysNothing(value: string): boolean {
  return wordsForNothing.has(value.trim());
}
