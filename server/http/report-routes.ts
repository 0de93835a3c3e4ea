import { staff, supervisors } from "#lib/access/access.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance } from "#lib/board/fold.ts";
import type { ReportAnswer } from "#lib/protocol/api/report-answers.ts";
import { isFigureName } from "#lib/report/figure-names.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import { listFigure } from "#server/report/figure-list.ts";
import { readFigureQuery } from "#server/report/figure-query.ts";
import { makeReport } from "#server/report/make-report.ts";
import { type ReportTable, reportCsv, reportTables } from "#server/report/report-csv.ts";
import { type ReportQuery, readReportQuery } from "#server/report/report-query.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface ReportParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly history: CallHistory;
}

/** Figures of any range, and the calls behind each of them. */
export function reportRoutes({ state, clock, history }: ReportParts): readonly Route[] {
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

  function told(answer: (report: ReportAnswer, table: string | null) => Answer) {
    return async ({ query }: ApiRequest): Promise<Answer> => {
      const present = now();
      const wanted = readReportQuery(query ?? "", present.now, present.settings.timeZone);
      if (!wanted.ok) return problem(400, wanted.fault);
      return answer(await shared(wanted.query, present), new URLSearchParams(query ?? "").get("table"));
    };
  }

  async function figure({ rest, query }: ApiRequest): Promise<Answer> {
    if (!isFigureName(rest)) return problem(404, "There is no such figure.");
    const present = now();
    const wanted = readFigureQuery(query ?? "", present);
    if (!wanted.ok) return problem(400, wanted.fault);
    const list = await listFigure(rest, wanted.query, present, history);
    return list === null ? problem(404, "There is no such row of missed callers any more.") : jsonAnswer(list);
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
    { name: "report as a file", path: "/api/report.csv", methods: reading(supervisors, told(csvAnswer)) },
    { name: "figure", path: "/api/figures/*", methods: reading(staff, figure) },
  ];
}

function csvAnswer(report: ReportAnswer, table: string | null): Answer {
  const wanted = table ?? "queues";
  if (!isTable(wanted)) return problem(400, `table must be one of ${reportTables.join(", ")}.`);
  return {
    status: 200,
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${wanted}-${report.from}-${report.to}.csv"`,
    },
    body: reportCsv(report, wanted),
  };
}

function isTable(text: string): text is ReportTable {
  return (reportTables as readonly string[]).includes(text);
}
