// The other floor of P-1: a route handler of Next.js, in an app that has nothing else, built for this run.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, Server } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";
import { answerParent, listenOnLoopback } from "./answer-parent.ts";
import { routeFolder } from "./webhook-path.ts";

const route = `
let rev = 0;

export async function POST(request) {
  await request.json();
  rev += 1;
  return Response.json({ ok: true, rev });
}
`;

const build = fileURLToPath(import.meta.resolve("next/dist/bin/next"));
// In the checkout, so that the app finds its packages.
const kept = join(import.meta.dirname, "../../.ringside");
mkdirSync(kept, { recursive: true });
const folder = mkdtempSync(join(kept, "bench-next-"));
const file = join(folder, "app", routeFolder, "route.js");
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, route);

Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
execFileSync(process.execPath, [build, "build", folder], { stdio: ["ignore", "ignore", "inherit"] });

// With a server of ours it would add listeners to it; this one listens nowhere.
const app = next({ dev: false, dir: folder, httpServer: new Server() });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));

const url = await listenOnLoopback(server);
answerParent(url, async () => {
  server.closeAllConnections();
  server.close();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
