import { z } from "zod";
import { admins } from "#lib/access/access.ts";
import type { Journal } from "#server/journal/journal.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

/** What was not understood, for whoever asks over HTTP. */
export function deliveriesRoutes({ journal }: { readonly journal: Journal }): readonly Route[] {
  return [
    {
      name: "deliveries",
      path: "/api/deliveries",
      methods: reading(admins, (request) => deliveries(request, journal)),
    },
  ];
}

const deliveriesQuery = z.object({
  verdict: z.literal("refused", 'must be "refused"'),
  limit: z.coerce.number().int().min(1).max(1_000).catch(100),
  before: z.coerce.number().int().min(1).catch(Number.MAX_SAFE_INTEGER),
});

/** Newest first; `next` is the `before` of the next page, null after the last. */
async function deliveries({ query }: ApiRequest, journal: Journal): Promise<Answer> {
  const parsed = deliveriesQuery.safeParse(Object.fromEntries(new URLSearchParams(query ?? "")));
  if (!parsed.success) return problem(400, `verdict ${parsed.error.issues[0]?.message}.`);
  if (!journal.writable()) return problem(503, "The journal cannot be read at the moment.");
  const { before, limit } = parsed.data;
  const found = await journal.refused(before, limit);
  const last = found.at(-1);
  return jsonAnswer({
    count: await journal.countRefused(),
    deliveries: found.map(({ entry: { seq, at, delivery }, reason }) => {
      return { seq, at: new Date(at).toISOString(), reason, ...delivery };
    }),
    next: last && found.length === limit ? last.entry.seq : null,
  });
}
