import type { BoardState } from "#lib/board/board-state.ts";
import type { Audit } from "#server/access/audit.ts";
import { createNoteOnce } from "#server/access/note-once.ts";
import { createNotePerson } from "#server/access/note-person.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { PastBoards } from "#server/past/past-boards.ts";
import { createOpaqueNames } from "#server/realtime/opaque-names.ts";
import type { Acting } from "./acting.ts";
import { auditRoutes } from "./audit-routes.ts";
import { boardRoutes } from "./board-routes.ts";
import { callDetailRoutes } from "./call-detail-routes.ts";
import { callersRoutes } from "./callers-routes.ts";
import { callsRoutes } from "./calls-routes.ts";
import { contactsRoutes } from "./contacts-routes.ts";
import { directoryRoutes } from "./directory-routes.ts";
import { floorRoutes } from "./floor-routes.ts";
import { missedRoutes } from "./missed-routes.ts";
import { recordingRoutes } from "./recording-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { revealRoutes } from "./reveal-routes.ts";
import type { Route } from "./route.ts";

interface ToldParts {
  readonly acting: Acting;
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly history: CallHistory;
  readonly past: PastBoards;
  readonly audit: Audit;
  readonly recordingHosts: readonly string[];
}

/** Whatever tells of calls, callers and people: as much as whoever asks may know. */
export function toldRoutes(parts: ToldParts): readonly Route[] {
  const { state, audit, clock } = parts;
  const notePerson = createNotePerson(createNoteOnce(audit, clock));
  return [
    ...boardRoutes({ ...parts, nameOf: createOpaqueNames() }),
    ...callsRoutes({ ...parts, site: () => state().settings.site }),
    ...callDetailRoutes(parts),
    ...callersRoutes({ ...parts, notePerson }),
    ...reportRoutes({ ...parts, notePerson }),
    ...floorRoutes(parts),
    ...missedRoutes(parts),
    ...directoryRoutes(parts),
    ...contactsRoutes(parts),
    ...revealRoutes(parts),
    ...recordingRoutes(parts),
    ...auditRoutes(parts),
  ];
}
