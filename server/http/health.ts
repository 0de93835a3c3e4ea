import type { FeedCount } from "#lib/board/board-state.ts";
import { isoTimeOrNull } from "#lib/call/iso-time.ts";
import type { ScreensReport } from "#server/access/screens.ts";
import type { ArchiveReport } from "#server/archive/call-archive.ts";
import type { ProjectorReport } from "#server/projector/projector.ts";
import type { RealtimeCounts } from "#server/realtime/realtime.ts";
import { type Answer, jsonAnswer } from "./answer.ts";
import type { IntakeCounts } from "./intake.ts";
import { type Route, reading } from "./route.ts";

/** How every part of the server is, as of now. */
export interface Condition {
  /** False before the start is done and once the stop has begun. */
  readonly serving: boolean;
  readonly writable: boolean;
  readonly projector: ProjectorReport;
  readonly archive: ArchiveReport;
  /** null until the live link is up. */
  readonly realtime: RealtimeCounts | null;
  readonly screens: ScreensReport;
  /** null where the server shows no pages. */
  readonly pages: { readonly build: string } | null;
  readonly intake: IntakeCounts & { readonly wrongKey: number };
  readonly feed: FeedCount;
}

/** 503 while deliveries would be lost or nothing is served; a bug that was passed over is shown, but no reason for it. */
export function healthRoute(condition: () => Condition): Route {
  return { name: "health", path: "/api/health", methods: reading("anyone", () => healthAnswer(condition())) };
}

function healthAnswer({
  serving,
  writable,
  projector,
  archive,
  realtime,
  screens,
  pages,
  intake,
  feed,
}: Condition): Answer {
  const parts = {
    journal: { ok: writable },
    projector: { ok: projector.stumbles.count === 0 && projector.listenerFaults === 0, ...projector },
    archive,
    realtime: { ok: realtime !== null, ...realtime },
    screens: { ok: screens.dark.length === 0, connected: screens.connected, dark: screens.dark.length },
    pages: pages === null ? null : { ok: true, ...pages },
  };
  const healthy = serving && writable && realtime !== null;
  const lastEventAt = isoTimeOrNull(feed.lastEventAt);
  return jsonAnswer(
    { status: healthy ? "ok" : "failing", parts, feed: { ...feed, lastEventAt }, sinceStart: intake },
    healthy ? 200 : 503,
  );
}
