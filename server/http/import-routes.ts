import type { Access } from "#lib/access/access.ts";
import type { Act } from "#lib/board/act.ts";
import { importRequest } from "#lib/protocol/api/act-requests.ts";
import type { ImportPreview } from "#lib/protocol/api/directory-answers.ts";
import type { CsvFault } from "#server/csv/csv-rows.ts";
import type { Journal } from "#server/journal/journal.ts";
import { type Acting, keepAct, takenAt } from "./acting.ts";
import { jsonAnswer, problem } from "./answer.ts";
import { isIdle, type Plan } from "./import-plan.ts";
import type { Route } from "./route.ts";

export const MOST_IMPORTED = 20_000;
/** Of the request's body, bytes: JSON, in which much of a CSV is longer than by itself. */
const IMPORT_LIMIT = 2_500_000;

export interface ImportParts<Entry> {
  /** Of the routes' names: "directory". */
  readonly name: string;
  /** Without its last part: "/api/directory". */
  readonly path: string;
  readonly acting: Acting;
  readonly access: Access;
  readonly journal: Journal;
  /** Position in the journal up to which the board is folded. */
  readonly rev: () => number;
  /** @param csv as it came */
  readonly read: (csv: string) => { readonly plan: Plan<Entry>; readonly faults: readonly CsvFault[] };
  readonly actOf: (by: string, plan: Plan<Entry>) => Act;
}

/** What an import would change, and the import: one act, all of it or nothing. Both read by the same `read`. */
export function importRoutes<Entry>(parts: ImportParts<Entry>): readonly Route[] {
  const { name, path, acting, access, journal, rev, read, actOf } = parts;
  return [
    {
      name: `${name} import preview`,
      path: `${path}/preview`,
      methods: acting({
        access,
        schema: importRequest,
        limit: IMPORT_LIMIT,
        take({ csv }) {
          const { plan, faults } = read(csv);
          const preview: ImportPreview = { faults: [...faults], ...plan.shown };
          return jsonAnswer(preview);
        },
      }),
    },
    {
      name: `${name} import`,
      path: `${path}/import`,
      methods: acting({
        access,
        schema: importRequest,
        limit: IMPORT_LIMIT,
        take({ by, csv }) {
          const { plan, faults } = read(csv);
          const [first] = faults;
          if (first) return problem(400, `Nothing was imported. Line ${first.line}: ${first.fault}.`);
          return isIdle(plan) ? takenAt(rev()) : keepAct(journal, actOf(by, plan));
        },
      }),
    },
  ];
}
