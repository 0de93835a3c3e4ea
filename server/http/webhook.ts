import { byGet } from "#lib/pbx/delivery.ts";
import { decodeText } from "#server/text-encoding.ts";
import { type Answer, problem } from "./answer.ts";
import { charsetOf, readBody } from "./body.ts";
import type { Intake } from "./intake.ts";
import type { KeyGate } from "./key-gate.ts";
import type { ApiRequest, Route } from "./route.ts";

const DELIVERY_LIMIT = 64 * 1024;

/** Takes the phone system's requests. HEAD is not among them: a GET here is a delivery, not a look. */
export function webhookRoute(gate: KeyGate, intake: Intake): Route {
  return {
    name: "webhook",
    path: "/api/webhook/*",
    methods: {
      POST: {
        access: "anyone",
        handle: (request) => gate.refuse(request.rest, request.address) ?? post(request, intake),
      },
      GET: {
        access: "anyone",
        handle: (request) => gate.refuse(request.rest, request.address) ?? get(request, intake),
      },
    },
  };
}

async function post({ message, query }: ApiRequest, intake: Intake): Promise<Answer> {
  const encoding = message.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity") {
    return problem(415, "Bodies must not be compressed.", { "accept-encoding": "identity" });
  }
  const body = await readBody(message, DELIVERY_LIMIT);
  switch (body.is) {
    case "too-large":
      return tooLarge();
    case "cut-off":
      return problem(400, "The body did not come to its end.");
    case "complete": {
      const contentType = message.headers["content-type"] ?? null;
      const text = decodeText(body.bytes, charsetOf(contentType));
      return intake.take({ method: "POST", contentType, body: text, query });
    }
  }
}

function get({ query }: ApiRequest, intake: Intake): Promise<Answer> | Answer {
  const text = query ?? "";
  if (text.length > DELIVERY_LIMIT) return tooLarge();
  return intake.take(byGet(text));
}

function tooLarge(): Answer {
  return problem(413, `A delivery holds at most ${DELIVERY_LIMIT} bytes.`);
}
