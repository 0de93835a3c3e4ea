import { admins } from "#lib/access/access.ts";
import type { AuditKind } from "#lib/access/audit-entry.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import { backupRequest, callerRequest, eraseRequest, type PrivacyAnswer } from "#lib/protocol/api/privacy-answers.ts";
import { type Audit, AuditUnavailable } from "#server/access/audit.ts";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";
import type { Logger } from "#server/log.ts";
import type { Privacy } from "#server/privacy/privacy.ts";
import type { Wanted } from "#server/privacy/trace-caller.ts";
import { TakenError } from "#server/start-error.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, notKept, problem } from "./answer.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface PrivacyRouteParts {
  readonly acting: Acting;
  readonly state: () => BoardState;
  readonly privacy: Privacy;
  readonly audit: Pick<Audit, "note">;
  readonly log: Logger;
}

/** What is kept, for how long, and what about whom. Who looked, and who had whom erased, is noted without the number. */
export function privacyRoutes({ acting, state, privacy, audit, log }: PrivacyRouteParts): readonly Route[] {
  const report = async (): Promise<PrivacyAnswer> => {
    const { keep, worksCouncil } = state().settings.site;
    const { backups, ...rest } = await privacy.report();
    return { keep, worksCouncil, ...rest, backups: [...backups] };
  };

  /** What could not be done is never told to be done. */
  async function done(asker: ApiRequest, kind: AuditKind, work: () => Promise<unknown>): Promise<Answer> {
    try {
      await audit.note({ by: asker.principal, address: asker.address, kind, about: null });
      return jsonAnswer(await work());
    } catch (err) {
      if (err instanceof TakenError) return problem(409, err.message);
      if (!(err instanceof ArchiveUnavailable || err instanceof AuditUnavailable)) log.error({ err }, `${kind} failed`);
      return notKept("It could not be done to its end. What was begun goes on by itself; ask again in a moment.");
    }
  }

  return [
    { name: "privacy", path: "/api/privacy", methods: reading(admins, async () => jsonAnswer(await report())) },
    {
      name: "finding a caller's traces",
      path: "/api/privacy/find",
      methods: acting({
        access: admins,
        schema: callerRequest,
        take: (request, asker) => onCaller(request, (who) => done(asker, "caller-found", () => privacy.find(who))),
      }),
    },
    {
      name: "everything about a caller",
      path: "/api/privacy/export",
      methods: acting({
        access: admins,
        schema: callerRequest,
        take: (request, asker) => onCaller(request, (who) => done(asker, "caller-exported", () => privacy.export(who))),
      }),
    },
    {
      name: "erasing a caller",
      path: "/api/privacy/erase",
      methods: acting({
        access: admins,
        schema: eraseRequest,
        take: (request, asker) =>
          onCaller(request, (who) =>
            isConfirmed(who, request.confirm)
              ? done(asker, "caller-erased", () => privacy.erase(who))
              : problem(400, "confirm is not the same number."),
          ),
      }),
    },
    {
      name: "a backup",
      path: "/api/privacy/backup",
      methods: acting({
        access: admins,
        schema: backupRequest,
        take: (_, asker) => done(asker, "backup-made", privacy.backUp),
      }),
    },
  ];
}

/** Shorter ones are phones of the office, and stand in half of all texts by chance. */
const SHORTEST_NUMBER = 7;
const callId = /^\d{12}_\d+$/;

function onCaller(
  { number, call }: { readonly number?: string | undefined; readonly call?: string | undefined },
  act: (wanted: Wanted) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  if (call !== undefined) return callId.test(call) ? act({ call }) : problem(400, "call is no id of a call.");
  if (number === undefined) return problem(400, "number is missing, or not what it must be.");
  const digits = callerKey(number) ?? "";
  if (digits.length < SHORTEST_NUMBER) return problem(400, `number needs at least ${SHORTEST_NUMBER} digits.`);
  return act({ number });
}

function isConfirmed(wanted: Wanted, confirm: string): boolean {
  return "call" in wanted ? wanted.call === confirm : callerKey(wanted.number) === callerKey(confirm);
}
