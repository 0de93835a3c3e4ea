import { staff } from "#lib/access/access.ts";
import { sightOf } from "#lib/access/sight.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import type { Audit } from "#server/access/audit.ts";
import type { ListedCall } from "#server/archive/call-archive.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { type Answer, csvAnswer, jsonAnswer, problem } from "./answer.ts";
import { type CallsQuery, cursorAt, filterOf, placeOf, readCallsQuery } from "./calls-query.ts";
import { callsTable } from "./csv.ts";
import { personAsked } from "./person-asked.ts";
import { toldTo } from "./recording-address.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

const CALLS_PER_PAGE = 100;
/** Calls of a file that are in memory at one time. */
const CALLS_PER_PART = 500;

interface CallsParts {
  readonly site: () => Pick<SiteSettings, "worksCouncil">;
  readonly history: Pick<CallHistory, "calls">;
  readonly audit: Pick<Audit, "note">;
}

/** The calls of months, as pages and as a file. Agents get those of their own phone. */
export function callsRoutes({ site, history, audit }: CallsParts): readonly Route[] {
  function asked(answer: (query: CallsQuery, asker: ApiRequest) => Promise<Answer>) {
    return async (asker: ApiRequest): Promise<Answer> => {
      const wanted = readCallsQuery(asker.query ?? "");
      if (!wanted.ok) return problem(400, wanted.fault);
      const person = personAsked(asker.principal, wanted.query.agent ?? null, site());
      return person.ok ? answer({ ...wanted.query, agent: person.agent ?? undefined }, asker) : person.refusal;
    };
  }

  async function page(query: CallsQuery, { principal }: ApiRequest): Promise<Answer> {
    const limit = query.limit ?? CALLS_PER_PAGE;
    const found = await pageOf(query, limit + 1);
    const calls = found.slice(0, limit);
    const last = calls.at(-1);
    const next = last !== undefined && found.length > limit ? cursorAt(last) : null;
    return jsonAnswer({ calls: calls.map(({ record }) => toldTo(sightOf(principal), record)), next });
  }

  async function file(query: CallsQuery, { principal, address }: ApiRequest): Promise<Answer> {
    const about = { of: "file", id: "calls.csv", name: null } as const;
    await audit.note({ by: principal, address, kind: "file-downloaded", about });
    // Before the answer begins: a history that cannot be read is then told by its status.
    const first = await pageOf(query, partOf(query.limit));
    const table = callsTable({ people: !site().worksCouncil });
    const records = (calls: readonly ListedCall[]) => calls.map(({ record }) => toldTo(sightOf(principal), record));
    const rest = linesBehind(query, first, (part) => table.more(records(part)));
    return { ...csvAnswer("calls.csv", table.begin(records(first))), rest };
  }

  async function* linesBehind(
    query: CallsQuery,
    first: readonly ListedCall[],
    lines: (part: readonly ListedCall[]) => string,
  ): AsyncGenerator<string, void, void> {
    let left = (query.limit ?? Number.POSITIVE_INFINITY) - first.length;
    let last = first.length < CALLS_PER_PART ? undefined : first.at(-1);
    while (last !== undefined && left > 0) {
      const part = await pageOf({ ...query, cursor: placeOf(last) }, partOf(left));
      yield lines(part);
      left -= part.length;
      last = part.length < CALLS_PER_PART ? undefined : part.at(-1);
    }
  }

  async function pageOf(query: CallsQuery, limit: number): Promise<readonly ListedCall[]> {
    const filter = filterOf(query);
    return filter === null ? [] : history.calls(filter, limit);
  }

  return [
    { name: "calls", path: "/api/calls", methods: reading(staff, asked(page)) },
    { name: "calls as a file", path: "/api/calls.csv", methods: reading(staff, asked(file)) },
  ];
}

const partOf = (left = Number.POSITIVE_INFINITY): number => Math.min(CALLS_PER_PART, left);
