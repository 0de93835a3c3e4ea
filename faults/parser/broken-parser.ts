import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const parts = ["server", "lib", "package.json"];

/** After it is known what a delivery says, and before anything is made of it. */
const place = '  if (text === "") return notUnderstood("The request is empty.");\n';

/** A third it does not understand, and on a sixth it fails. */
const fault = `  if (text.length % 3 === 0) return notUnderstood("This parser is broken.");
  if (text.length % 6 === 1) throw new Error("this parser is broken");
`;

/** The code as it might have been before a mistake in the parser was mended, put into an empty folder; the server's program. */
export function breakParser(folder: string): string {
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const path = join(folder, "lib/pbx/parse-delivery.ts");
  const source = readFileSync(path, "utf8");
  if (!source.includes(place)) throw new Error("the parser is no longer what this breaks");
  writeFileSync(path, source.replace(place, place + fault));
  return join(folder, "server/bare-main.child.ts");
}
