// `npm start`: what is missing is installed, what is stale is built, then the server runs. Needs Node 20 and nothing else.
import { handOver } from "./setup/child.mjs";
import { prepare } from "./setup/prepare.mjs";
import { quickStart, root, runtimeIn, threadFlags } from "./setup/project.mjs";
import { explainingFailures } from "./setup/setup-error.mjs";
import { runsWithoutOptions } from "./setup/without-options.mjs";

const help = `Starts Ringside: installs what is missing, builds what is stale, and serves the wall.

  npm start

It goes by the environment:

  PORT                    (3000)
  HOST                    the address to listen on (0.0.0.0: every one of this machine)
  RINGSIDE_DATA           folder of the journal, the accounts and what is made from them (./data)
  RINGSIDE_WEBHOOK_KEY    the secret part of the webhook's address (made at the first start, and kept)
  RINGSIDE_TIME_ZONE      where the day begins at midnight, for example Europe/Prague (the machine's)
  RINGSIDE_PLACE          what the wall is headed with (Ringside)
  RINGSIDE_PUBLIC_URL     where people reach it, if not where it listens: https://board.example.com
  RINGSIDE_ACCESS=open    nobody signs in; only with HOST=127.0.0.1

README.md lists the others: whatever the set-up in the browser asks for can be set so, too.
`;

await explainingFailures(async () => {
  if (!runsWithoutOptions(process.argv.slice(2), help)) return;
  await prepare(root, { development: false, pages: true });
  await handOver(runtimeIn(root), [...threadFlags, "server/main.ts"], { cwd: root, env: quickStart() });
});
