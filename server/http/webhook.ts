import { byGet, type Delivery } from "#lib/pbx/delivery.ts";
import type { ArrivalVerdict } from "#lib/protocol/api/connection-answers.ts";
import type { WebhookKeys } from "#server/access/webhook-keys.ts";
import { decodeText } from "#server/text-encoding.ts";
import { type Answer, problem } from "./answer.ts";
import type { Arrivals } from "./arrivals.ts";
import { arrivalOf, type Knock } from "./arrivals-of.ts";
import { charsetOf, readBody } from "./body.ts";
import type { Intake } from "./intake.ts";
import type { Admission, KeyGate } from "./key-gate.ts";
import type { ApiRequest, Method, Route } from "./route.ts";

const DELIVERY_LIMIT = 64 * 1024;

export interface WebhookParts {
  readonly gate: KeyGate;
  readonly intake: Intake;
  readonly keys: Pick<WebhookKeys, "used">;
  readonly arrivals: Pick<Arrivals, "note">;
}

/** Takes the phone system's requests. HEAD is not among them: a GET here is a delivery, not a look. */
export function webhookRoute(parts: WebhookParts): Route {
  const deed = (method: Method, receive: typeof post | typeof get) => ({
    access: "anyone" as const,
    handle(request: ApiRequest) {
      const admission = parts.gate.admit(request.rest, request.address);
      const knock = { method, address: request.address, admission };
      if (admission.refusal === null) return receive(request, { ...parts, knock });
      parts.arrivals.note(arrivalOf(knock, { verdict: admission.verdict, status: admission.refusal.status }));
      return admission.refusal;
    },
  });
  return { name: "webhook", path: "/api/webhook/*", methods: { POST: deed("POST", post), GET: deed("GET", get) } };
}

interface Visit extends WebhookParts {
  readonly knock: Knock & { readonly admission: Admission };
}

async function post({ message, query }: ApiRequest, visit: Visit): Promise<Answer> {
  const encoding = message.headers["content-encoding"]?.trim().toLowerCase() ?? "";
  if (encoding !== "" && encoding !== "identity") {
    const answer = problem(415, "Bodies must not be compressed.", { "accept-encoding": "identity" });
    return refuse(visit, "compressed", answer);
  }
  const body = await readBody(message, DELIVERY_LIMIT);
  switch (body.is) {
    case "too-large":
      return tooLarge(visit);
    case "cut-off":
      return refuse(visit, "cut-off", problem(400, "The body did not come to its end."));
    case "complete": {
      const contentType = message.headers["content-type"] ?? null;
      const text = decodeText(body.bytes, charsetOf(contentType));
      return take({ method: "POST", contentType, body: text, query }, body.bytes.length, visit);
    }
  }
}

function get({ query }: ApiRequest, visit: Visit): Promise<Answer> | Answer {
  const text = query ?? "";
  return text.length > DELIVERY_LIMIT ? tooLarge(visit) : take(byGet(text), text.length, visit);
}

function take(delivery: Delivery, size: number, { intake, keys, arrivals, knock }: Visit): Promise<Answer> | Answer {
  const { key } = knock.admission;
  const start = delivery.body || delivery.query || "";
  if (key === "test")
    return intake.tryOut(delivery, (taken) => arrivals.note(arrivalOf(knock, { taken, size, start })));
  return intake.take(delivery, (taken) => {
    if (taken.status === 200 && (key === "current" || key === "previous")) keys.used(key);
    arrivals.note(arrivalOf(knock, { taken, size, start }));
  });
}

function tooLarge(visit: Visit): Answer {
  return refuse(visit, "too-large", problem(413, `A delivery holds at most ${DELIVERY_LIMIT} bytes.`));
}

function refuse({ arrivals, knock }: Visit, verdict: ArrivalVerdict, answer: Answer): Answer {
  arrivals.note(arrivalOf(knock, { verdict, status: answer.status }));
  return answer;
}
