import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { strayForeignWords } from "./foreign-words.ts";
import { readSources, sourceFile } from "./source-file.ts";

const complaints = (path: string, text: string) => strayForeignWords([sourceFile(path, text)]);

describe("the phone system's words", () => {
  test("[T6] they end at the parser", () => {
    expect(strayForeignWords(readSources(root))).toEqual([]);
  });

  test("[T6] a stray one is found with its line", () => {
    expect(complaints("lib/board/x.ts", "const a = 1;\nconst b = event.Usertype;")).toEqual([
      { path: "lib/board/x.ts", line: 2, says: 'says "Usertype", a word of the phone system' },
    ]);
    expect(complaints("server/x.ts", 'if (name === "hangupincoming") start();')).toHaveLength(1);
  });

  test("[T6] a comment may name what it explains, and the parser speaks the language", () => {
    expect(complaints("lib/board/x.ts", "// MAKECALL is no number\nconst a = 1;")).toEqual([]);
    expect(complaints("lib/pbx/x.ts", "const a = event.Usertype;")).toEqual([]);
  });
});
