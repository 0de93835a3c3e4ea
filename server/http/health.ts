import { permissionOf, staff } from "#lib/access/access.ts";
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

/**
 * 503 while deliveries would be lost or nothing is served; a bug that was passed over is shown, but no reason for it. Who
 * has no account, such as a program that watches, is told which parts are well, and no figures.
 */
export function healthRoute(condition: () => Condition): Route {
  return {
    name: "health",
    path: "/api/health",
    methods: reading("anyone", ({ principal }) =>
      healthAnswer(condition(), permissionOf(staff, principal) === "granted"),
    ),
  };
}

function healthAnswer(condition: Condition, withFigures: boolean): Answer {
  const { serving, writable, realtime, feed, intake } = condition;
  const healthy = serving && writable && realtime !== null;
  const state = { status: healthy ? "ok" : "failing" };
  const parts = partsOf(condition);
  const told = withFigures
    ? { ...state, parts, feed: { ...feed, lastEventAt: isoTimeOrNull(feed.lastEventAt) }, sinceStart: intake }
    : {
        ...state,
        parts: Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part && { ok: part.ok }])),
      };
  return jsonAnswer(told, healthy ? 200 : 503);
}

function partsOf({ writable, projector, archive, realtime, screens, pages }: Condition) {
  return {
    journal: { ok: writable },
    projector: { ok: projector.stumbles.count === 0 && projector.listenerFaults === 0, ...projector },
    archive,
    realtime: { ok: realtime !== null, ...realtime },
    screens: { ok: screens.dark.length === 0, connected: screens.connected, dark: screens.dark.length },
    pages: pages === null ? null : { ok: true, ...pages },
  };
}
