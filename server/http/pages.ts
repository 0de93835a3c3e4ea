import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { withoutItsLastResort } from "#server/last-resort.ts";
import { StartError } from "#server/start-error.ts";
import { pageHeaders } from "./security-headers.ts";

const routerState = "next-router-state-tree";
const root = join(import.meta.dirname, "../..");

export interface Pages {
  /** Which build they are of. */
  readonly build: string;
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}

/** The screens, as Next.js built them. Throws `StartError` when they have not been built. */
export async function createPages(): Promise<Pages> {
  const buildFile = join(root, ".next/BUILD_ID");
  if (!existsSync(buildFile)) throw new StartError("The screens have not been built; npm start builds them.");
  // React and Next.js choose their builds by the first as they are loaded. By the second Next would filter, and print,
  // rejections that nobody caught: those are our last resort's.
  Object.assign(process.env, { NODE_ENV: "production", NEXT_UNHANDLED_REJECTION_FILTER: "disabled" });
  const { default: next } = await import("next");
  const { parseAndValidateFlightRouterState: readRouterState } = await import(
    "next/dist/server/app-render/parse-and-validate-flight-router-state.js"
  );
  // With our server Next would add its own `upgrade` listener to it; this one listens nowhere.
  const app = next({ dev: false, dir: root, httpServer: new Server() });
  // Its own would print what callers said, and go on in whatever state an exception left.
  await withoutItsLastResort(() => app.prepare());
  const handle = app.getRequestHandler();
  return {
    build: readFileSync(buildFile, "utf8").trim(),
    async serve(request, response) {
      const nonce = randomBytes(16).toString("base64");
      const headers = pageHeaders(nonce);
      response.setHeaders(new Map(Object.entries(headers)));
      // Next reads the nonce from here, and puts it on every script it writes.
      request.headers["content-security-policy"] = headers["content-security-policy"];
      if (!isReadableState(request.headers[routerState], readRouterState)) delete request.headers[routerState];
      await handle(request, response);
    },
    close: () => app.close(),
  };
}

/** Some times what the longest of our pages says. On far longer ones Next.js works for a tenth of a second, or fails. */
const LONGEST_STATE = 2_000;

/** Where a page that is being left says it is. Next.js answers what it cannot read as if the server were at fault. */
function isReadableState(state: string | string[] | undefined, read: (state: string | undefined) => unknown): boolean {
  if (state === undefined) return true;
  if (typeof state !== "string" || state.length > LONGEST_STATE) return false;
  try {
    return read(state) !== undefined;
  } catch {
    return false;
  }
}
