import { request } from "node:http";
import { admins } from "#lib/access/access.ts";
import { sampleDelivery } from "#lib/pbx/sample-delivery.ts";
import { testEventRequest } from "#lib/protocol/api/connection-answers.ts";
import type { Acting } from "./acting.ts";
import { jsonAnswer, problem } from "./answer.ts";
import type { Route } from "./route.ts";
import type { TestKeys } from "./test-event-keys.ts";

const PATIENCE_MS = 5_000;

interface TestEventParts {
  readonly acting: Acting;
  readonly tests: TestKeys;
  /** Where this machine reaches the server; null while it does not listen. */
  readonly url: () => string | null;
}

/**
 * The server sends itself a call over its own front door, with a key that is good for this one request. What comes of it
 * is told as of any other request; it is not kept, so that no figure and no silence ever comes from it.
 */
export function testEventRoute({ acting, tests, url }: TestEventParts): Route {
  return {
    name: "a test event",
    path: "/api/test-event",
    methods: acting({
      access: admins,
      schema: testEventRequest,
      async take() {
        const base = url();
        if (base === null) return problem(503, "The server is not listening yet.");
        const begun = performance.now();
        try {
          const status = await send(`${base}/api/webhook/${tests.lend()}`);
          return jsonAnswer({ status, ms: Math.round(performance.now() - begun) });
        } catch {
          return problem(503, "The server did not reach itself.");
        }
      },
    }),
  };
}

/** Resolves to the status of the answer. */
function send(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(sampleDelivery) };
    const sent = request(url, { method: "POST", headers, agent: false, timeout: PATIENCE_MS }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.end(sampleDelivery);
  });
}
