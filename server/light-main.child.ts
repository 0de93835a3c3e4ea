// The server as tests in a browser run it. Everything is as it always is, but a password costs next to nothing to guess:
// it is for this machine alone.
import { readConfig } from "./config/config.ts";
import { isLoopback } from "./config/loopback.ts";
import { runServer } from "./run-server.ts";

if (!isLoopback(readConfig(process.env).host)) throw new Error("a server of light passwords stays on its machine");

await runServer({ passwordCost: { N: 2, r: 1, p: 1 } });
