// `npm run demo|simulate|replay|export|move|backup|restore|migrate|admin|bench|faults|soak|simulate-week`: the same
// preparation as `npm start`, then the command.
// Everything the preparation says goes to stderr: stdout is the command's own.
import { join } from "node:path";
import { handOver } from "./setup/child.mjs";
import { prepare } from "./setup/prepare.mjs";
import { quickStart, root, runtimeIn, threadFlags } from "./setup/project.mjs";
import { explainingFailures, SetupError } from "./setup/setup-error.mjs";
import { ensureStrace } from "./test/strace.mjs";

/**
 * development: needs the tools of tests; pages: needs the built pages; paths: what a relative path is meant from. npm
 * runs scripts in the checkout, wherever the person stands; a capture's name is meant from where they stand, the data
 * folder is the server's.
 *
 * @type {Map<string, { file: string, development: boolean, pages: boolean, paths: "caller" | "checkout" }>}
 */
const commands = new Map([
  ["demo", { file: "server/commands/demo.ts", development: false, pages: true, paths: "checkout" }],
  ["simulate", { file: "server/commands/simulate.ts", development: false, pages: false, paths: "checkout" }],
  ["replay", { file: "server/commands/replay.ts", development: false, pages: false, paths: "caller" }],
  ["export", { file: "server/commands/export.ts", development: false, pages: false, paths: "checkout" }],
  ["move", { file: "server/commands/move.ts", development: false, pages: false, paths: "checkout" }],
  ["backup", { file: "server/commands/backup.ts", development: false, pages: false, paths: "checkout" }],
  ["restore", { file: "server/commands/restore.ts", development: false, pages: false, paths: "checkout" }],
  ["migrate", { file: "server/commands/migrate.ts", development: false, pages: false, paths: "checkout" }],
  ["admin", { file: "server/commands/admin.ts", development: false, pages: false, paths: "checkout" }],
  ["bench", { file: "bench/main.ts", development: true, pages: true, paths: "checkout" }],
  ["faults", { file: "faults/main.ts", development: true, pages: false, paths: "checkout" }],
  ["soak", { file: "soak/main.ts", development: true, pages: true, paths: "checkout" }],
  ["simulate-week", { file: "week/main.ts", development: true, pages: false, paths: "checkout" }],
]);

await explainingFailures(async () => {
  const [name = "", ...args] = process.argv.slice(2);
  const command = commands.get(name);
  if (command === undefined) {
    throw new SetupError(`there is no command "${name}": it is one of ${[...commands.keys()].join(", ")}.`);
  }
  await prepare(root, { development: command.development, pages: command.pages });
  if (name === "faults") await ensureStrace();
  const { INIT_CWD: caller = process.cwd() } = process.env;
  await handOver(runtimeIn(root), [...threadFlags, join(root, command.file), ...args], {
    cwd: command.paths === "caller" ? caller : root,
    env: quickStart(),
  });
});
