import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, cleanNumber } from "#lib/pbx/clean-text.ts";
import { contactsCsv, readContactsCsv } from "./contacts-csv.ts";
import { readCsv } from "./csv-rows.ts";
import { directoryCsv, readDirectoryCsv } from "./directory-csv.ts";

const many = 20_000;

test("[D20] every fault is told, each with its line, once a line", () => {
  const text = [
    "Name;Kind;Number;Since",
    "Jana;agent;117;2019",
    ";robot;118;",
    "Ada;;;",
    'A"b"c;agent;119;',
    "Menu;IVR;800;",
    "Other;ivr;800;",
  ].join("\r\n");
  expect(readDirectoryCsv(text, many)).toEqual({
    entries: [
      { number: "117", kind: "agent", name: "Jana" },
      { number: "800", kind: "ivr", name: "Menu" },
    ],
    faults: [
      { line: 3, fault: "the entry is of no kind there is: ivr, queue, agent, group" },
      { line: 4, fault: "the entry has no number" },
      { line: 5, fault: "the entry is no CSV (INVALID_OPENING_QUOTE)" },
      { line: 7, fault: "the entry has number 800 a second time" },
    ],
  });
});

test("[D20] without its header nothing is read", () => {
  for (const text of ["", "\n", "117,agent,Jana\n", "name,number\n"]) {
    expect(readDirectoryCsv(text, many)).toEqual({
      entries: [],
      faults: [{ line: 1, fault: "the header must be number,kind,name" }],
    });
  }
});

test("[D21] at most so many rows are taken, and more is one fault", () => {
  const text = (rows: number) => `number,name\n${Array.from({ length: rows }, (_, n) => `${n},N${n}`).join("\n")}`;
  expect(readContactsCsv(text(many), many)).toMatchObject({ contacts: { length: many }, faults: [] });
  expect(readContactsCsv(text(many + 500), many)).toMatchObject({
    contacts: { length: many },
    faults: [{ line: many + 2, fault: `the entry is one too many: at most ${many} are taken at once` }],
  });
});

test("[D22] a contact has a number and a name; the same one in another spelling is no fault, under another name it is", () => {
  const text = "number,name\n+420 774 852 610,Ada\n00420774852610,Ada\n774852610,Eve\nwithheld,Bo\n117,\n118,Cy\n";
  expect(readContactsCsv(text, many)).toEqual({
    contacts: [
      { number: "+420 774 852 610", name: "Ada" },
      { number: "118", name: "Cy" },
    ],
    faults: [
      { line: 4, fault: "the entry has number 774852610 a second time, with another name" },
      { line: 5, fault: "the entry has no number" },
      { line: 6, fault: "the entry has no name" },
    ],
  });
});

test("[D25] a number that a spreadsheet would have taken for a formula is itself again", () => {
  expect(contactsCsv([{ number: "+420774852610", name: "=Ada" }])).toBe("number,name\r\n'+420774852610,'=Ada\r\n");
  expect(readContactsCsv("number,name\n'+420774852610,'=Ada\n", many).contacts).toEqual([
    { number: "+420774852610", name: "=Ada" },
  ]);
});

const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.stringMatching(/^[=+\-@'";, ]{0,4}[a-z0-9]*$/));
const number = text.map(cleanNumber).filter((clean) => clean !== "");
const name = text.map((any) => cleanName(any) || null);
const kind = fc.constantFrom(null, "ivr" as const, "queue" as const, "agent" as const, "group" as const);

test("[D25] what a file was written from is what is read of it", () => {
  const entry = fc.record({ number, kind, name, seenAs: kind });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: (one) => one.number }), (entries) => {
      const read = readDirectoryCsv(directoryCsv(entries), many);
      expect(read).toEqual({ entries: entries.map(({ seenAs: _seen, ...rest }) => rest), faults: [] });
    }),
  );
});

test("[D20] no text whatever is too much for the reader", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^number,kind,name\n[",;\n\ra-z0-9]*$/)),
      (any) => {
        const { rows, faults } = readCsv(any, ["number"], 10);
        expect(rows.length).toBeLessThanOrEqual(10);
        for (const { line } of faults) expect(line).toBeGreaterThan(0);
      },
    ),
  );
});

test("[D30] what is hardly a table is told by its first hundred faults, and costs no more than a table", () => {
  const costOf = (csv: string) => {
    const began = process.cpuUsage();
    const { rows, faults } = readCsv(csv, ["number", "kind", "name"], many);
    const { user } = process.cpuUsage(began);
    expect([rows.length, faults.length]).toEqual([0, faults.length > 1 ? 100 : 1]);
    return user;
  };
  const table = `number,kind,name\n${Array.from({ length: many }, (_, n) => `${n},agent,Agent ${n}`).join("\n")}`;
  const began = process.cpuUsage();
  readCsv(table, ["number", "kind", "name"], many);
  const { user: floor } = process.cpuUsage(began);
  expect(costOf(`number,kind,name\n${'"a"b,c\n'.repeat(200_000)}`)).toBeLessThan(3 * floor);
  expect(costOf(`${"c,".repeat(900_000)}\nnumber`)).toBeLessThan(3 * floor);
  expect(costOf(`number,kind,name\n${",".repeat(1_900_000)}`)).toBeLessThan(3 * floor);
});

test("[D30] a line that is too long is told with its number", () => {
  const line = (length: number) => `number,name\n1,${"x".repeat(length - 2)}\n`;
  expect(readCsv(line(20_000), ["number", "name"], 10)).toMatchObject({ rows: [{ line: 2 }], faults: [] });
  expect(readCsv(line(20_001), ["number", "name"], 10)).toEqual({
    rows: [],
    faults: [{ line: 2, fault: "the line is too long" }],
  });
});
