import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

// A process of its own, not an import: the benchmarks know the server, and the server knows nothing of them.
const program = fileURLToPath(import.meta.resolve("../../bench/main.ts"));
const child = spawn(process.execPath, [program, ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
const [code] = await once(child, "exit");
process.exitCode = code ?? 1;
