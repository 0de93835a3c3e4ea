import { type Config, readConfig } from "#server/config/config.ts";
import { createDemo, type DemoOptions } from "#server/simulator/demo.ts";
import { systemTimer } from "#server/simulator/timer.ts";
import { stopOnSignal } from "#server/stop-on-signal.ts";
import { demoHelp, readDemoOptions } from "./demo-options.ts";
import { runCommand } from "./run-command.ts";

/** What the environment says of the data and its key is not meant: the demo has its own. It asks nobody who they are. */
function demoConfig({
  PORT,
  HOST = "127.0.0.1",
  RINGSIDE_TIME_ZONE,
  RINGSIDE_PLACE = "Sample office",
  RINGSIDE_RECORDING_HOSTS,
}: NodeJS.ProcessEnv): Config {
  // A container's HOST must be any address; whoever reaches it there sees what is made up.
  const config = readConfig({ PORT, HOST, RINGSIDE_TIME_ZONE, RINGSIDE_PLACE, RINGSIDE_RECORDING_HOSTS });
  return { ...config, access: "open", operations: { ...config.operations, logLevel: "warn" } };
}

async function run(options: DemoOptions): Promise<void> {
  const demo = createDemo(demoConfig(process.env), options, {
    timer: systemTimer,
    onTrouble(reply) {
      console.error(`The board did not take a delivery: ${reply.reason ?? "no reason given"}`);
    },
  });
  stopOnSignal(demo);
  console.info("Telling the board its last hours …");
  const { url, traffic } = await demo.start();
  console.info(`The wall:  ${url}/wall`);
  console.info("Everything on it is made up, and gone when this ends. Ctrl-C ends it.");
  await traffic.finally(demo.stop);
}

await runCommand(readDemoOptions(process.argv.slice(2)), { help: demoHelp, run });
