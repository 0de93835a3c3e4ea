import { z } from "zod";
import { staff } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import { type Sight, seesCall, sightOf } from "#lib/access/sight.ts";
import type { CallRecord } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { DeliveryEntry } from "#lib/board/journal-entry.ts";
import { kindOfNumber } from "#lib/board/number-kind.ts";
import { type FactsRead, readFacts } from "#lib/board/read-facts.ts";
import { callTimeline } from "#lib/call/call-timeline.ts";
import type { CallView } from "#lib/call/call-view.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import type { KnownCall } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import type { Journal } from "#server/journal/journal.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { deliveriesOf } from "./call-deliveries.ts";
import { instant } from "./instant.ts";
import { recordingAddress, toldTo } from "./recording-address.ts";
import { type RecordingLink, recordingLinks } from "./recording-links.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface CallDetailParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly journal: Pick<Journal, "read" | "head">;
  readonly history: Pick<CallHistory, "call">;
  /** In lower case: a name, or a name and a port. */
  readonly recordingHosts: readonly string[];
}

/** A mirrored feed, or a sender that tries again, may be a little behind the last that was new. */
const REPEATS_MS = 10_000;

/** Ids hold the second in which the call was made: they come again when a clock is set back. */
const SAME_CALL_MS = 30 * 60_000;

/** Entries of the journal: an hour of a centre that is told of seventy events a second. */
const MOST_ENTRIES = 250_000;

const callQuery = z.object({
  id: z.string("is missing").min(1, "is missing").max(64, "is too long"),
  started: instant.optional(),
});

/** One call, with everything that is known of it. */
export function callDetailRoutes(parts: CallDetailParts): readonly Route[] {
  return [{ name: "call", path: "/api/call", methods: reading(staff, (request) => answerCall(request, parts)) }];
}

async function answerCall({ query, principal }: ApiRequest, parts: CallDetailParts): Promise<Answer> {
  const asked = callQuery.safeParse(Object.fromEntries(new URLSearchParams(query ?? "")));
  if (!asked.success) {
    const [issue] = asked.error.issues;
    return problem(400, `${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { id, started } = asked.data;
  const found = await findCall(parts.history, id, started ?? null);
  const detail = found && (await detailOf(found, principal, parts));
  return detail === null ? problem(404, "No such call is known.") : jsonAnswer(detail);
}

/** A call that took in what was known under another id began when that did: an address of before still means it. */
export async function findCall(
  history: Pick<CallHistory, "call">,
  id: string,
  startedAt: number | null,
): Promise<KnownCall | null> {
  const found = await history.call(id, startedAt);
  if (found !== null || startedAt === null) return found;
  const newest = await history.call(id, null);
  return newest && Math.abs(Date.parse(newest.record.startedAt) - startedAt) < SAME_CALL_MS ? newest : null;
}

/** As `callDetail` of lib/protocol/api reads it. null: there is nothing that `principal` may see. */
async function detailOf(
  { record, call: found }: KnownCall,
  principal: Principal,
  parts: CallDetailParts,
): Promise<object | null> {
  const { settings } = parts.state();
  const now = parts.clock.now();
  const sight = sightOf(principal);
  const { facts, view, shares } = readKnown(found, parts.state(), now);
  if (view === null || !seesCall(sight, shares.tallies)) return null;
  const told = {
    call: toldTo(sight, record),
    uncertain: view.part.phase === "live" && view.part.uncertain,
    adopted: found.adopted.map(({ facts: { id }, by }) => ({ id, by })),
    at: isoTime(now),
    timeZone: settings.timeZone,
    timeline: timelineOf(view, now, settings.ringGap * 1000),
    recordings: recordingsOf(view, record, parts.recordingHosts, sight),
  };
  // As it came: a delivery may tell of other calls besides.
  if (sight.of === "one") return { ...told, deliveries: null, allDeliveries: true };
  const ids = [found.own.id, ...found.adopted.map((one) => one.facts.id)];
  const kept = await deliveriesOf(parts.journal, ids, facts.firstAt, facts.lastAt + REPEATS_MS, MOST_ENTRIES);
  return { ...told, deliveries: kept.entries.map(rawDelivery), allDeliveries: kept.all };
}

/** A call as it reads now. @param now epoch ms */
export function readKnown(call: KnownCall["call"], { settings, evidence }: BoardState, now: number): FactsRead {
  return readFacts(call, now, (number) => kindOfNumber({ settings, evidence }, number), settings);
}

/** With the address that notes who opens it, where it may be opened at all. */
function recordingsOf(view: CallView, record: CallRecord, hosts: readonly string[], sight: Sight) {
  const seen = new Map<number, number>();
  return recordingLinks(view, hosts).map((link: RecordingLink) => {
    const n = (seen.get(link.leg) ?? 0) + 1;
    seen.set(link.leg, n);
    const open = link.barred === null ? recordingAddress(record, link.leg, n) : null;
    return { ...link, url: sight.of === "everybody" ? link.url : null, open };
  });
}

function timelineOf(view: CallView, now: number, gap: number) {
  return callTimeline(view, now, gap).map((part) => {
    return { ...part, from: isoTime(part.from), to: isoTimeOrNull(part.to) };
  });
}

function rawDelivery({ seq, at, delivery }: DeliveryEntry) {
  return { seq, at: isoTime(at), ...delivery };
}
