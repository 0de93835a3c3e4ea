// Hands over to a program that says it is ready and answers any polite signal with exit code 5.
import { handOver } from "./child.mjs";

const program = `
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.once(signal, () => process.exit(5));
setInterval(() => {}, 1000);
console.log("ready");
`;
await handOver(process.execPath, ["-e", program], { cwd: process.cwd(), env: process.env });
