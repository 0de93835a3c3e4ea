import { staff, supervisors } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import { type Sight, seesCaller, seesRow, sightOf } from "#lib/access/sight.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance } from "#lib/board/fold.ts";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { type FigureName, isFigureName } from "#lib/report/figure-names.ts";
import { figures } from "#lib/report/figures.ts";
import type { Audit } from "#server/access/audit.ts";
import type { NotePerson } from "#server/access/note-person.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { listFigure } from "#server/report/figure-list.ts";
import { type FigureQuery, readFigureQuery } from "#server/report/figure-query.ts";
import { makeReport } from "#server/report/make-report.ts";
import { type ReportTable, reportCsv, reportTables } from "#server/report/report-csv.ts";
import { type ReportQuery, readReportQuery } from "#server/report/report-query.ts";
import { type Answer, csvAnswer, jsonAnswer, problem } from "./answer.ts";
import { noPersons, personAsked } from "./person-asked.ts";
import { toldTo, withoutRecordings } from "./recording-address.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface ReportParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly history: CallHistory;
  readonly audit: Pick<Audit, "note">;
  readonly notePerson: NotePerson;
}

/** Figures of any range, and the calls behind each of them. */
export function reportRoutes({ state, clock, history, audit, notePerson }: ReportParts): readonly Route[] {
  const now = () => advance(state(), clock.now());
  const under = new Map<string, Promise<ReportAnswer>>();

  /** Screens that ask for the same at once share the work. */
  function shared(query: ReportQuery, present: BoardState): Promise<ReportAnswer> {
    const key = JSON.stringify([query, present.rev]);
    const running = under.get(key);
    if (running !== undefined) return running;
    const made = makeReport(query, present, history).finally(() => under.delete(key));
    under.set(key, made);
    return made;
  }

  function told(answer: (report: ReportAnswer, asker: ApiRequest) => Answer | Promise<Answer>) {
    return async (asker: ApiRequest): Promise<Answer> => {
      const { query, principal, address } = asker;
      const present = now();
      const wanted = readReportQuery(query ?? "", present.now, present.settings.timeZone);
      if (!wanted.ok) return problem(400, wanted.fault);
      const { worksCouncil } = present.settings.site;
      const { agent } = wanted.query;
      if (worksCouncil && agent !== null) return problem(403, noPersons);
      await notePerson(principal, address, agent);
      const report = await shared(wanted.query, present);
      return answer(worksCouncil ? { ...report, agents: [] } : report, asker);
    };
  }

  async function file(report: ReportAnswer, { query, principal, address }: ApiRequest): Promise<Answer> {
    const table = new URLSearchParams(query ?? "").get("table") ?? "queues";
    if (!isTable(table)) return problem(400, `table must be one of ${reportTables.join(", ")}.`);
    if (isOfPersons(table) && state().settings.site.worksCouncil) return problem(403, noPersons);
    const name = `${table}-${report.from}-${report.to}.csv`;
    const about = { of: "file", id: name, name: null } as const;
    await audit.note({ by: principal, address, kind: "file-downloaded", about });
    return csvAnswer(name, reportCsv(report, table));
  }

  async function figure({ rest, query, principal, address }: ApiRequest): Promise<Answer> {
    if (!isFigureName(rest)) return problem(404, "There is no such figure.");
    const present = now();
    const wanted = readFigureQuery(query ?? "", present);
    if (!wanted.ok) return problem(400, wanted.fault);
    const sight = sightOf(principal);
    const asked = withinSight(rest, wanted.query, sight, principal, present);
    if ("refusal" in asked) return asked.refusal;
    await notePerson(principal, address, asked.query.agent);
    const list = await listFigure(rest, asked.query, present, history);
    if (list === null) return rowGone;
    const items = list.items.map((item) => ({
      ...item,
      call: asked.own ? toldTo(sight, item.call) : withoutRecordings(item.call),
    }));
    return jsonAnswer({ ...list, items });
  }

  return [
    {
      name: "report",
      path: "/api/report",
      methods: reading(
        supervisors,
        told((one) => jsonAnswer(one)),
      ),
    },
    { name: "report as a file", path: "/api/report.csv", methods: reading(supervisors, told(file)) },
    { name: "figure", path: "/api/figures/*", methods: reading(staff, figure) },
  ];
}

const rowGone = problem(404, "There is no such row of missed callers any more.");

/** Every figure may be asked for; or as much of the question as somebody may ask. `own`: all its calls are theirs to see. */
type Asked = { readonly query: FigureQuery; readonly own: boolean } | { readonly refusal: Answer };

/** Agents get the calls behind figures of their own phone, their own rows, and their callers of today. */
function withinSight(name: FigureName, query: FigureQuery, sight: Sight, principal: Principal, now: BoardState): Asked {
  const person = personAsked(principal, query.agent, now.settings.site);
  const { over } = figures[name];
  if (sight.of === "everybody") return person.ok ? { query, own: true } : { refusal: person.refusal };
  switch (over) {
    case "calls-of-row": {
      const row = [...now.missed.values()].find(({ id }) => id === query.row);
      return row !== undefined && seesRow(sight, row) ? { query, own: false } : { refusal: rowGone };
    }
    case "calls-of-caller":
      // Whoever is not theirs to know is as unknown as who never called.
      return { query: seesCaller(sight, query.caller ?? "", now) ? query : { ...query, caller: null }, own: false };
    case "agent":
    case "live-calls":
      return person.ok ? { query: { ...query, agent: person.agent }, own: true } : { refusal: person.refusal };
    case "inbound":
    case "outbound":
    case "passage":
      return { refusal: problem(403, "The calls behind this figure are for supervisors.") };
  }
}

function isOfPersons(table: ReportTable): boolean {
  return table.startsWith("agent");
}

function isTable(text: string): text is ReportTable {
  return (reportTables as readonly string[]).includes(text);
}
