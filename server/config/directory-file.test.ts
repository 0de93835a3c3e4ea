import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { StartError } from "#server/start-error.ts";
import { givenDirectory } from "./data-folder.ts";
import { parseDirectory, readDirectoryFile } from "./directory-file.ts";

test("[H22] a directory says what numbers are", () => {
  const directory = parseDirectory('number,kind,name\n800,ivr,Menu\n820,queue,"Sales, north"\n117,agent,\n', "d.csv");
  expect([...directory.values()]).toEqual([
    { number: "800", kind: "ivr", name: "Menu" },
    { number: "820", kind: "queue", name: "Sales, north" },
    { number: "117", kind: "agent", name: null },
  ]);
  expect(directory.get("820")?.name).toBe("Sales, north");
});

test("[H22] as spreadsheets write it: a mark in front, semicolons, capitals, blanks, blank lines, other columns", () => {
  const text = "\ufeffName;Number;Kind;Since\r\n Jana ; 117 ; Agent ;2019\r\n\r\nSales;820;QUEUE\r\n";
  expect([...parseDirectory(text, "d.csv").values()]).toEqual([
    { number: "117", kind: "agent", name: "Jana" },
    { number: "820", kind: "queue", name: "Sales" },
  ]);
});

test("[H22] [D20] a blank kind is what the feed says; a number of which nothing is said is not in it", () => {
  expect([...parseDirectory("number,kind,name\n117,,Jana\n118\n119,,\n", "d.csv").values()]).toEqual([
    { number: "117", kind: null, name: "Jana" },
  ]);
});

test("[H22] an empty one is a directory, too", () => {
  expect(parseDirectory("number,kind,name\n", "d.csv").size).toBe(0);
});

test.each([
  ["extension,type\n1,agent\n", "d.csv, line 1: the header must be number,kind,name."],
  ["number,kind,name\n117,agent,A\n118,robot,B\n", "d.csv, line 3: the entry is of no kind there is"],
  ["number,kind,name\n,agent,A\n", "d.csv, line 2: the entry has no number."],
  ["number,kind,name\n117,agent,A\n117,queue,B\n", "d.csv, line 3: the entry has number 117 a second time."],
  ['number,kind,name\n117,agent,"A\n', "d.csv, line 2: the entry is no CSV"],
  ["number,name\n117,A\n", "d.csv, line 1: the header must be number,kind,name."],
])("[H22] a fault is told with its line: %j", (text, sentence) => {
  expect(() => parseDirectory(text, "d.csv")).toThrow(StartError);
  expect(() => parseDirectory(text, "d.csv")).toThrow(sentence);
});

test("[H22] what is invisible does not get onto a screen", () => {
  expect(parseDirectory("number,kind,name\n117,agent,Eve\u202e\u0007l\n", "d.csv").get("117")?.name).toBe("Evel");
});

test("[H22] a file need not be UTF-8; one that is not there is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-directory-"));
  const path = join(folder, "directory.csv");
  writeFileSync(path, Buffer.from("number,kind,name\n117,agent,Ren\xe9\n", "latin1"));
  expect(readDirectoryFile(path).get("117")?.name).toBe("René");
  expect(() => readDirectoryFile(join(folder, "absent.csv"))).toThrow(StartError);
  rmSync(folder, { recursive: true });
});

test("[L60] the file that the environment names counts, else the data folder's own, else there is none", () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-directory-"));
  const named = join(folder, "numbers.csv");
  expect(givenDirectory(folder, null).size).toBe(0);
  expect(() => givenDirectory(folder, named)).toThrow(StartError);
  writeFileSync(join(folder, "directory.csv"), "number,kind,name\n117,agent,Ana K.\n");
  writeFileSync(named, "number,kind,name\n117,agent,Jana N.\n");
  expect(givenDirectory(folder, null).get("117")?.name).toBe("Ana K.");
  expect(givenDirectory(folder, named).get("117")?.name).toBe("Jana N.");
  rmSync(folder, { recursive: true });
});
