// `npm start`: what is missing is installed, what is stale is built, then the server runs. Needs Node 20 and nothing else.
import { handOver } from "./setup/child.mjs";
import { prepare } from "./setup/prepare.mjs";
import { root, runtimeIn } from "./setup/project.mjs";
import { explainingFailures } from "./setup/setup-error.mjs";

await explainingFailures(async () => {
  await prepare(root, { development: false, pages: true });
  await handOver(runtimeIn(root), ["server/main.ts", ...process.argv.slice(2)], { cwd: root });
});
