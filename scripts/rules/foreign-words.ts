import { isTest, lineAt, type SourceFile, type Violation } from "./source-file.ts";

/** The phone system's words. */
const foreign =
  /accomp\b|breakside|callerid|chid\b|fileurls|finishtype|hangupincoming|hangupoutgoing|incomingcall_started|inbound_did|makecall|notdef|outgoingcall_started|phonebook|pickupincoming|pickupoutgoing|sip_displayname|trtype|usertype/gi;

/** Where they live: the parser, and the simulated phone system, whose trade is to speak and to garble them. */
const atHome = ["lib/pbx/", "lib/simulator/", "scripts/rules/"];

/** The phone system's words outside their home; comments may name what they explain. */
export function strayForeignWords(files: readonly SourceFile[]): Violation[] {
  return files
    .filter(({ path }) => !(isTest(path) || atHome.some((home) => path.startsWith(home))))
    .flatMap(({ path, text, parsed }) => {
      const code = parsed.comments.reduce(
        (rest, { start, end }) =>
          rest.slice(0, start) + rest.slice(start, end).replaceAll(/[^\n]/g, " ") + rest.slice(end),
        text,
      );
      return [...code.matchAll(foreign)].map((match) => ({
        path,
        line: lineAt(code, match.index),
        says: `says "${match[0]}", a word of the phone system`,
      }));
    });
}
