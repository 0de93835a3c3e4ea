import { permissionOf, staff } from "#lib/access/access.ts";
import type { FeedCount } from "#lib/board/board-state.ts";
import { isoTimeOrNull } from "#lib/call/iso-time.ts";
import type { ScreensReport } from "#server/access/screens.ts";
import type { ArchiveReport } from "#server/archive/call-archive.ts";
import type { PartStates } from "#server/health/part-states.ts";
import type { VitalsReport } from "#server/health/vitals.ts";
import type { ProjectorReport } from "#server/projector/projector.ts";
import type { RealtimeCounts } from "#server/realtime/realtime.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import type { IntakeCounts } from "./intake.ts";
import { type Route, reading } from "./route.ts";

/** How every part of the server is, as of now. */
export interface Condition {
  /** False before the start is done and once the stop has begun. */
  readonly serving: boolean;
  readonly writable: boolean;
  /** False while other servers' entries cannot be seen. */
  readonly current: boolean;
  readonly projector: ProjectorReport;
  readonly archive: ArchiveReport;
  /** null until the live link is up. */
  readonly realtime: RealtimeCounts | null;
  readonly screens: ScreensReport;
  /** null where the server shows no pages. */
  readonly pages: { readonly build: string } | null;
  readonly intake: IntakeCounts & { readonly wrongKey: number };
  readonly feed: FeedCount;
  readonly vitals: VitalsReport;
}

/**
 * 503 while deliveries would be lost or nothing is served; a bug that was passed over is shown, but no reason for it. Who
 * has no account, such as a program that watches, is told which parts are well, and no figures. `check=live` asks whether
 * the process lives, `check=ready` whether it is to be sent anything.
 */
export function healthRoute(condition: () => Condition, states: PartStates): Route {
  return {
    name: "health",
    path: "/api/health",
    methods: reading("anyone", ({ principal, query }) => {
      switch (new URLSearchParams(query ?? "").get("check")) {
        case "live":
          return jsonAnswer({ status: "ok" });
        case "ready":
          return readyAnswer(condition());
        case null:
          return healthAnswer(condition(), permissionOf(staff, principal) === "granted", states);
      }
      return problem(400, "check is live, ready, or left out.");
    }),
  };
}

export function isReady({ serving, writable, current, realtime }: Condition): boolean {
  return serving && writable && current && realtime !== null;
}

function readyAnswer(condition: Condition): Answer {
  const ready = isReady(condition);
  return jsonAnswer({ status: ready ? "ok" : "failing" }, ready ? 200 : 503);
}

function healthAnswer(condition: Condition, withFigures: boolean, states: PartStates): Answer {
  const { feed, intake } = condition;
  const ready = isReady(condition);
  const parts = partsOf(condition);
  states.note(wellnessOf(parts));
  const told = mapParts(parts, (part, name) =>
    withFigures ? { ...part, since: isoTimeOrNull(states.since(name)) } : { ok: part.ok },
  );
  const figures = { feed: { ...feed, lastEventAt: isoTimeOrNull(feed.lastEventAt) }, sinceStart: intake };
  const answer = { status: ready ? "ok" : "failing", parts: told, ...(withFigures ? figures : {}) };
  return jsonAnswer(answer, ready ? 200 : 503);
}

/** Whether each part is well. */
export function wellnessOfParts(condition: Condition): Readonly<Record<string, boolean | null>> {
  return wellnessOf(partsOf(condition));
}

interface Part {
  readonly ok: boolean;
  readonly [figure: string]: unknown;
}

type Parts = Readonly<Record<string, Part | null>>;

function partsOf({
  serving,
  writable,
  current,
  projector,
  archive,
  realtime,
  screens,
  pages,
  vitals,
}: Condition): Parts {
  const { backups } = vitals;
  return {
    serving: { ok: serving },
    journal: { ok: writable && current, writable, current },
    projector: { ok: projector.stumbles.count === 0 && projector.listenerFaults === 0, ...projector },
    archive: { ...archive },
    realtime: { ok: realtime !== null, ...realtime },
    screens: { ok: screens.dark.length === 0, connected: screens.connected, dark: screens.dark.length },
    pages: pages === null ? null : { ok: true, ...pages },
    eventLoop: { ...vitals.eventLoop },
    disk: vitals.disk && { ...vitals.disk },
    backups: backups && { ok: backups.ok, lastAt: isoTimeOrNull(backups.lastAt) },
  };
}

function wellnessOf(parts: Parts): Readonly<Record<string, boolean | null>> {
  return mapParts(parts, ({ ok }) => ok);
}

function mapParts<Value>(
  parts: Parts,
  told: (part: Part, name: string) => Value,
): Readonly<Record<string, Value | null>> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part && told(part, name)]));
}
