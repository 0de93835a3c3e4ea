import { staff } from "#lib/access/access.ts";
import type { ListedCall } from "#server/archive/call-archive.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { type Answer, csvAnswer, jsonAnswer, problem } from "./answer.ts";
import { type CallsQuery, cursorAt, filterOf, placeOf, readCallsQuery } from "./calls-query.ts";
import { callsCsv, moreCallsCsv } from "./csv.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

const CALLS_PER_PAGE = 100;
/** Calls of a file that are in memory at one time. */
const CALLS_PER_PART = 500;

/** The calls of months, as pages and as a file. */
export function callsRoutes({ history }: { readonly history: Pick<CallHistory, "calls"> }): readonly Route[] {
  function asked(answer: (query: CallsQuery) => Promise<Answer>) {
    return async ({ query }: ApiRequest): Promise<Answer> => {
      const wanted = readCallsQuery(query ?? "");
      return wanted.ok ? answer(wanted.query) : problem(400, wanted.fault);
    };
  }

  async function page(query: CallsQuery): Promise<Answer> {
    const limit = query.limit ?? CALLS_PER_PAGE;
    const found = await pageOf(query, limit + 1);
    const calls = found.slice(0, limit);
    const last = calls.at(-1);
    const next = last !== undefined && found.length > limit ? cursorAt(last) : null;
    return jsonAnswer({ calls: calls.map(({ record }) => record), next });
  }

  async function file(query: CallsQuery): Promise<Answer> {
    // Before the answer begins: a history that cannot be read is then told by its status.
    const first = await pageOf(query, partOf(query.limit));
    return { ...csvAnswer("calls.csv", callsCsv(records(first))), rest: linesBehind(query, first) };
  }

  async function* linesBehind(query: CallsQuery, first: readonly ListedCall[]): AsyncGenerator<string, void, void> {
    let left = (query.limit ?? Number.POSITIVE_INFINITY) - first.length;
    let last = first.length < CALLS_PER_PART ? undefined : first.at(-1);
    while (last !== undefined && left > 0) {
      const part = await pageOf({ ...query, cursor: placeOf(last) }, partOf(left));
      yield moreCallsCsv(records(part));
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

const records = (calls: readonly ListedCall[]) => calls.map(({ record }) => record);

const partOf = (left = Number.POSITIVE_INFINITY): number => Math.min(CALLS_PER_PART, left);
