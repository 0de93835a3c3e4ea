import { z } from "zod";
import { admins } from "#lib/access/access.ts";
import { type AuditEntry, auditKinds } from "#lib/access/audit-entry.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import { csvText } from "#lib/display/csv-cell.ts";
import type { AuditAnswer } from "#lib/protocol/api/audit-answers.ts";
import type { Audit, AuditFilter } from "#server/access/audit.ts";
import { firstFault, givenOf, midnights } from "#server/report/report-query.ts";
import { type Answer, csvAnswer, jsonAnswer, problem } from "./answer.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface AuditParts {
  readonly state: () => BoardState;
  readonly audit: Audit;
}

const ENTRIES_PER_PAGE = 100;
/** Of a file: more than a year of a busy centre, and less than a server has to hold at once. */
const MOST_IN_FILE = 20_000;

const date = z.iso.date("must be a date, as 2026-03-31");

const auditQuery = z.object({
  before: z.coerce.number("must be a number").int().min(1, "must be 1 or more").optional(),
  limit: z.coerce
    .number("must be a number, 1 to 500")
    .int()
    .min(1, "must be 1 to 500")
    .max(500, "must be 1 to 500")
    .default(ENTRIES_PER_PAGE),
  who: z.string().max(200, "is too long").optional(),
  kind: z.enum(auditKinds, `must be one of ${auditKinds.join(", ")}`).optional(),
  from: date.optional(),
  to: date.optional(),
});

/** What people looked at and changed. That an administrator looked is not noted, but that it was taken away is. */
export function auditRoutes({ state, audit }: AuditParts): readonly Route[] {
  function asked(
    answer: (query: z.output<typeof auditQuery>, filter: AuditFilter, asker: ApiRequest) => Promise<Answer>,
  ) {
    return async (asker: ApiRequest): Promise<Answer> => {
      const parsed = auditQuery.safeParse(givenOf(asker.query ?? ""));
      if (!parsed.success) return problem(400, firstFault(parsed.error));
      return answer(parsed.data, filterOf(parsed.data, state().settings.timeZone), asker);
    };
  }

  return [
    {
      name: "audit",
      path: "/api/audit",
      methods: reading(
        admins,
        asked(async ({ before, limit }, filter) => {
          const found = await audit.list(before ?? null, limit + 1, filter);
          const entries = found.slice(0, limit);
          const answer: AuditAnswer = {
            timeZone: state().settings.timeZone,
            entries: entries.map(({ at, ...entry }) => ({ ...entry, at: isoTime(at) })),
            next: found.length > limit ? (entries.at(-1)?.seq ?? null) : null,
            people: [...(await audit.people())],
          };
          return jsonAnswer(answer);
        }),
      ),
    },
    {
      name: "audit as a file",
      path: "/api/audit.csv",
      methods: reading(
        admins,
        asked(async (_query, filter, { principal, address }) => {
          const about = { of: "file", id: "audit.csv", name: null } as const;
          await audit.note({ by: principal, address, kind: "file-downloaded", about });
          return csvAnswer("audit.csv", auditCsv(await audit.list(null, MOST_IN_FILE, filter)));
        }),
      ),
    },
  ];
}

function filterOf({ who, kind, from, to }: z.output<typeof auditQuery>, timeZone: string): AuditFilter {
  return {
    ...(who === undefined ? {} : { who }),
    ...(kind === undefined ? {} : { kind }),
    ...(from === undefined ? {} : { from: midnights(from, from, timeZone).from }),
    ...(to === undefined ? {} : { to: midnights(to, to, timeZone).to }),
  };
}

function auditCsv(entries: readonly AuditEntry[]): string {
  return csvText(
    ["at", "who", "name", "role", "address", "kind", "about", "id", "called", "reason"],
    entries.map(({ at, who, kind, about, reason }) => [
      isoTime(at),
      who.id,
      who.name,
      who.role,
      who.address,
      kind,
      about?.of ?? null,
      about?.id ?? null,
      about?.name ?? null,
      reason,
    ]),
  );
}
