import type { IncomingHttpHeaders } from "node:http";
import * as z from "zod/mini";
import type { Access } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { Act } from "#lib/board/act.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { cleanName } from "#lib/pbx/clean-text.ts";
import { type Journal, JournalUnavailable } from "#server/journal/journal.ts";
import { type Answer, jsonAnswer, notKept, problem } from "./answer.ts";
import { readBody } from "./body.ts";
import { isAllowedOrigin } from "./page-origin.ts";
import type { ApiRequest, Route } from "./route.ts";

/** Of a request's body, bytes. */
const USUAL_LIMIT = 64 * 1024;

/** Every request that acts says who does it. Of who has an account, the account's name stands in its place. */
export interface Signed {
  readonly by: string;
}

export interface ActingOptions<Request> {
  readonly access: Access;
  readonly schema: z.core.$ZodType<Request>;
  /** Of the body, bytes. */
  readonly limit?: number;
  /** @param request its shape is right, and `by` is clean; other text is as it came */
  take(request: Request, asker: ApiRequest): Answer | Promise<Answer>;
}

/**
 * A route that acts: POST of JSON, by this server's own pages. What a form of another page can send is refused before it
 * is read: first its origin, then its type. Nothing of what is sent is ever logged.
 */
export type Acting = <Request extends object>(options: ActingOptions<Request>) => Route["methods"];

/** @param listed origins whose pages may act besides this server's own */
export function createActing(listed: ReadonlySet<string>): Acting {
  return ({ access, schema, limit = USUAL_LIMIT, take }) => ({
    POST: {
      access,
      async handle(asker) {
        const { message, principal } = asker;
        const refusal = refuseStranger(message.headers, listed) ?? refuseForm(message.headers);
        if (refusal) return refusal;
        const body = await readBody(message, limit);
        switch (body.is) {
          case "too-large":
            return problem(413, `A request here holds at most ${limit} bytes.`);
          case "cut-off":
            return problem(400, "The body did not come to its end.");
          case "complete": {
            const parsed = z.safeParse(schema, signedBy(principal, jsonIn(body.bytes)));
            if (!parsed.success) return problem(400, sentenceAbout(parsed.error.issues[0]));
            return takeClean(parsed.data, (request) => take(request, asker));
          }
        }
      },
    },
  });
}

function refuseStranger({ origin, host }: IncomingHttpHeaders, listed: ReadonlySet<string>): Answer | null {
  return isAllowedOrigin({ origin, host }, listed) ? null : problem(403, "Only pages of this server can do that.");
}

function refuseForm(headers: IncomingHttpHeaders): Answer | null {
  const type = headers["content-type"]?.split(";", 1)[0]?.trim().toLowerCase();
  if (type !== "application/json") return problem(415, "The body must be application/json.");
  const encoding = headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity") return null;
  return problem(415, "Bodies must not be compressed.", { "accept-encoding": "identity" });
}

function signedBy(principal: Principal, said: unknown): unknown {
  return principal.is === "account" && isObject(said) ? { ...said, by: principal.name } : said;
}

function takeClean<Request extends object>(
  request: Request,
  take: (request: Request) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  if (!isSigned(request)) return take(request);
  const by = cleanName(request.by);
  return by === "" ? problem(400, "by is too short.") : take({ ...request, by });
}

function isSigned(request: object): request is Signed {
  return "by" in request && typeof request.by === "string";
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** undefined: the bytes are no JSON. */
function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Says where the fault is, and repeats nothing of what was sent. */
function sentenceAbout(issue: z.core.$ZodIssue | undefined): string {
  const place = issue?.path.join(".");
  if (!place) return "The request is not what this address takes.";
  if (issue?.code === "too_big") return `${place} is too large.`;
  if (issue?.code === "too_small") return `${place} is too short.`;
  return `${place} is missing, or not what it must be.`;
}

/** Keeps an act, then answers. By then it is on the board. */
export async function keepAct(
  journal: Pick<Journal, "appendAct">,
  act: Act,
  answer: (entry: JournalEntry) => Answer = ({ seq }) => takenAt(seq),
): Promise<Answer> {
  try {
    return answer(await journal.appendAct(act));
  } catch (cause) {
    if (cause instanceof JournalUnavailable) return notKept("It could not be saved, and is not done.");
    throw cause;
  }
}

/** @param rev position in the journal from which on it is so */
export function takenAt(rev: number): Answer {
  return jsonAnswer({ rev });
}
