import { z } from "zod";
import { viewers } from "#lib/access/access.ts";
import { seesCall, sightOf } from "#lib/access/sight.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { Audit } from "#server/access/audit.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { type Answer, problem } from "./answer.ts";
import { findCall, readKnown } from "./call-detail-routes.ts";
import { instant } from "./instant.ts";
import { recordingLinks } from "./recording-links.ts";
import type { ApiRequest, Route } from "./route.ts";

interface RecordingParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly history: Pick<CallHistory, "call">;
  readonly audit: Pick<Audit, "note">;
  /** In lower case: a name, or a name and a port. */
  readonly recordingHosts: readonly string[];
}

const count = z
  .string()
  .regex(/^\d{1,4}$/)
  .transform(Number);

const recordingQuery = z.object({
  call: z.string().min(1).max(64),
  started: instant.optional(),
  leg: count,
  n: count,
});

const notThere = problem(404, "There is no such recording, or it is not for you to hear.");

/** The way to a recording, for who may hear it: noted first. What is not there and what is not theirs is answered alike. */
export function recordingRoutes(parts: RecordingParts): readonly Route[] {
  const { state, clock, history, audit, recordingHosts } = parts;

  async function open({ query, principal, address }: ApiRequest): Promise<Answer> {
    const asked = recordingQuery.safeParse(Object.fromEntries(new URLSearchParams(query ?? "")));
    if (!asked.success || principal.is === "screen") return notThere;
    const { call: id, started, leg, n } = asked.data;
    const found = await findCall(history, id, started ?? null);
    if (found === null) return notThere;
    const { view, shares } = readKnown(found.call, state(), clock.now());
    if (view === null || !seesCall(sightOf(principal), shares.tallies)) return notThere;
    const link = recordingLinks(view, recordingHosts).filter((one) => one.leg === leg)[n - 1];
    if (link === undefined || link.barred !== null) return notThere;
    const about = { of: "call", id, name: null } as const;
    await audit.note({ by: principal, address, kind: "recording-opened", about });
    return { status: 303, headers: { location: new URL(link.url).href }, body: "" };
  }

  // GET alone: to ask for its head would be noted as hearing it.
  return [{ name: "recording", path: "/api/recording", methods: { GET: { access: viewers, handle: open } } }];
}
