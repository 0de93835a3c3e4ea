// The server as a program of its own, without pages: those need not have been built.
import { runServer } from "./run-server.ts";

await runServer({ pages: false });
