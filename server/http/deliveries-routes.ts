import { z } from "zod";
import { admins } from "#lib/access/access.ts";
import { readingOf } from "#lib/board/forgotten.ts";
import type { DeliveryEntry } from "#lib/board/journal-entry.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import { maskedDigits } from "#lib/display/masked-digits.ts";
import type { Reading } from "#lib/pbx/delivery.ts";
import { type DeliveriesAnswer, replayRequest, revealDeliveryRequest } from "#lib/protocol/api/connection-answers.ts";
import type { Audit } from "#server/access/audit.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { recognisedOf } from "./arrivals-recognised.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface DeliveriesParts {
  readonly acting: Acting;
  readonly journal: Journal;
  readonly audit: Pick<Audit, "note">;
}

/** Characters of a body that are shown. */
const SHOWN = 2_000;
/** Entries of the journal that are read at once, and how often in search of deliveries among acts. */
const PAGE = 500;
const MOST_PAGES = 20;

/** What the phone system sent, masked; each as it came only by a deed of its own, which is written down. */
export function deliveriesRoutes({ acting, journal, audit }: DeliveriesParts): readonly Route[] {
  async function find(seq: number): Promise<DeliveryEntry | null> {
    const [entry] = await journal.read(seq - 1, 1);
    return entry?.seq === seq && entry.delivery !== undefined ? entry : null;
  }

  function note({ principal, address }: ApiRequest, kind: "delivery-read" | "delivery-replayed", seq: number) {
    return audit.note({ by: principal, address, kind, about: { of: "delivery", id: `${seq}`, name: null } });
  }

  return [
    {
      name: "deliveries",
      path: "/api/deliveries",
      methods: reading(admins, (request) => deliveries(request, journal)),
    },
    {
      name: "a delivery as it came",
      path: "/api/deliveries/reveal",
      methods: acting({
        access: admins,
        schema: revealDeliveryRequest,
        async take({ seq }, asker) {
          const entry = await find(seq);
          if (entry === null) return problem(404, "There is no such delivery.");
          await note(asker, "delivery-read", seq);
          const { body, query } = entry.delivery;
          return jsonAnswer({ body, query });
        },
      }),
    },
    {
      name: "reading a delivery again",
      path: "/api/deliveries/replay",
      methods: acting({
        access: admins,
        schema: replayRequest,
        async take({ seq }, asker) {
          const entry = await find(seq);
          if (entry === null) return problem(404, "There is no such delivery.");
          const told = readingOf(entry);
          if (told.understood) {
            await note(asker, "delivery-replayed", seq);
            // It stands on the board already, at the time it came: the board is always today's reading of the journal.
            await journal.noteUnderstood(seq);
          }
          return jsonAnswer({ understood: told.understood, ...whatIsIn(told) });
        },
      }),
    },
  ];
}

const deliveriesQuery = z.object({
  verdict: z.enum(["refused", "any"], 'must be "refused" or "any"'),
  limit: z.coerce.number().int().min(1).max(1_000).catch(200),
  before: z.coerce.number().int().min(1).catch(Number.MAX_SAFE_INTEGER),
});

/** Newest first; `next` is the `before` of the next page, null after the last. */
async function deliveries({ query }: ApiRequest, journal: Journal): Promise<Answer> {
  const parsed = deliveriesQuery.safeParse(Object.fromEntries(new URLSearchParams(query ?? "")));
  if (!parsed.success) return problem(400, `verdict ${parsed.error.issues[0]?.message}.`);
  if (!journal.writable()) return problem(503, "The journal cannot be read at the moment.");
  const { verdict, before, limit } = parsed.data;
  const found =
    verdict === "refused"
      ? (await journal.refused(before, limit)).map(({ entry }) => entry)
      : await newest(journal, before, limit);
  const last = found.at(-1);
  const answer: DeliveriesAnswer = {
    refused: await journal.countRefused(),
    deliveries: found.map(shownDelivery),
    next: last && found.length === limit ? last.seq : null,
  };
  return jsonAnswer(answer);
}

/** The newest deliveries before a position, newest first. */
async function newest(journal: Journal, before: number, limit: number): Promise<readonly DeliveryEntry[]> {
  const found: DeliveryEntry[] = [];
  let end = Math.min(before, (await journal.head()) + 1);
  for (let page = 0; page < MOST_PAGES && found.length < limit && end > 1; page += 1) {
    const start = Math.max(1, end - PAGE);
    const entries = await journal.read(start - 1, end - start);
    for (const entry of entries.toReversed()) if (entry.delivery !== undefined) found.push(entry);
    end = start;
  }
  return found.slice(0, limit);
}

function shownDelivery(entry: DeliveryEntry): DeliveriesAnswer["deliveries"][number] {
  const { seq, at, delivery } = entry;
  const { method, contentType, body, query } = delivery;
  const text = body || query || "";
  return {
    seq,
    at: isoTime(at),
    method,
    contentType,
    ...whatIsIn(readingOf(entry)),
    size: text.length,
    masked: maskedDigits(text.slice(0, SHOWN)),
  };
}

function whatIsIn(told: Reading) {
  return told.understood ? { reason: null, events: recognisedOf(told.events) } : { reason: told.reason, events: [] };
}
