/** The requirements of OWASP ASVS 5.0.0 of levels 1 and 2, by number; those that are left out are of level 3. */
const numbered =
  "1.1.1-2 1.2.1-9 1.3.1-11 1.4.1-3 1.5.1-2 2.1.1-3 2.2.1-3 2.3.1-4 2.4.1 3.2.1-2 3.3.1-4 3.4.1-6 3.5.1-5 3.7.1-2 " +
  "4.1.1-3 4.2.1 4.3.1-2 4.4.1-4 5.1.1 5.2.1-3 5.3.1-2 5.4.1-3 6.1.1-3 6.2.1-12 6.3.1-4 6.4.1-4 6.5.1-5 6.6.1-3 " +
  "6.8.1-4 7.1.1-3 7.2.1-4 7.3.1-2 7.4.1-5 7.5.1-2 7.6.1-2 8.1.1-2 8.2.1-3 8.3.1 8.4.1 9.1.1-3 9.2.1-4 10.1.1-2 " +
  "10.2.1-2 10.3.1-4 10.4.1-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2 11.2.1-3 11.3.1-3 11.4.1-4 11.5.1 11.6.1 " +
  "12.1.1-3 12.2.1-2 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.1-5 14.1.1-2 14.2.1-4 14.3.1-3 15.1.1-3 15.2.1-3 " +
  "15.3.1-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2";

export const requirements: readonly string[] = numbered.split(" ").flatMap((range) => {
  const [, section = "", first = "", last = first] = /^(\d+\.\d+)\.(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, n) => `${section}.${Number(first) + n}`);
});

/** @param read the text of a file of the project; null: there is none */
export function faultsOfList(list: string, read: (path: string) => string | null): string[] {
  const rows = list.split("\n").filter((line) => /^\| \d/.test(line));
  const told = rows.flatMap((row) => numbersOf(row.split(" | ")[0]?.slice(2) ?? ""));
  const twice = told.filter((one, at) => told.indexOf(one) !== at);
  return [
    ...requirements.filter((one) => !told.includes(one)).map((one) => `${one} is left out`),
    ...told.filter((one) => !requirements.includes(one)).map((one) => `${one} is no requirement`),
    ...twice.map((one) => `${one} is there twice`),
    ...rows.flatMap((row) => faultsOfRow(row, read)),
  ];
}

/** "1.3.8 to 1.3.11" is all from the one to the other. */
function numbersOf(text: string): readonly string[] {
  const [first = "", last] = text.split(" to ");
  return last === undefined ? [first] : requirements.slice(requirements.indexOf(first), requirements.indexOf(last) + 1);
}

function faultsOfRow(row: string, read: (path: string) => string | null): string[] {
  const [number = "", , state = "", shown = ""] = row.slice(2, -2).split(" | ");
  const tests = Array.from(shown.matchAll(/`([^`]+\.ts)`: `([^`]+)`/g), ([, path = "", name = ""]) => ({ path, name }));
  const isShown = state === "met" || state === "in part";
  const reason = shown.replace(/`[^`]*`|<br>|: /g, "").trim();
  return [
    ...(["met", "in part", "not met", "does not apply"].includes(state) ? [] : [`${number} is "${state}"`]),
    ...(isShown && tests.length === 0 ? [`${number} names no test`] : []),
    ...(state !== "met" && reason.length < 8 ? [`${number} gives no reason`] : []),
    ...tests.filter(({ path, name }) => !hasTest(read(path), name)).map(({ name }) => `${number}: no test "${name}"`),
  ];
}

function hasTest(text: string | null, name: string): boolean {
  return text !== null && [`"${name}"`, `\`${name}\``].some((quoted) => text.includes(quoted));
}
