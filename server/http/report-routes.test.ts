import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { readingsOf } from "#lib/board/number-reading.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { floorOf } from "#lib/floor/floor.ts";
import { callersAnswer } from "#lib/protocol/api/call-answers.ts";
import { type FigureAnswer, figureAnswer, type ReportAnswer, reportAnswer } from "#lib/protocol/api/report-answers.ts";
import { type FigureName, type FigureScope, figureNames } from "#lib/report/figure-names.ts";
import { figures } from "#lib/report/figures.ts";
import { entriesOf, randomHistory, type Step } from "#lib/testing/random-history.ts";
import { inboundCall, outboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { createNotes } from "#server/access/audit-under-test.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { createSqliteArchive } from "#server/archive/sqlite-archive.ts";
import { createCallHistory } from "#server/history/call-history.ts";
import { createLogger } from "#server/log.ts";
import type { Answer } from "./answer.ts";
import { callersRoutes } from "./callers-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import { createRouter } from "./route.ts";

const anywhere = { generation: 0, after: 0, upTo: 0 };

const settings = { ...defaultSettings, timeZone: "Asia/Kathmandu" };

interface Server {
  readonly state: () => BoardState;
  readonly ask: (path: string) => Promise<Answer>;
}

/** A board after a history, its archive holding what the board has let go of. */
function serverAfter(steps: readonly Step[]): Server {
  const archive = createMemoryArchive(settings);
  let state = emptyBoard(settings, storyStart);
  for (const entry of entriesOf(steps)) {
    state = foldEntry(state, entry);
    archive.take(state.forgotten, [], anywhere);
  }
  return serverOf(() => state, archive);
}

function serverOf(state: () => BoardState, archive: CallArchive = createMemoryArchive(settings)): Server {
  const clock = { now: () => state().now };
  const history = createCallHistory({ state, now: clock.now, archive });
  const findRoute = createRouter([
    ...reportRoutes({ state, clock, history, audit: createNotes(), notePerson: async () => undefined }),
    ...callersRoutes({ state, clock, history, notePerson: async () => undefined }),
  ]);
  return {
    state,
    async ask(path) {
      const [before = "", query = null] = path.split("?");
      const found = findRoute(before);
      const request = {
        rest: found?.rest ?? "",
        query,
        address: "127.0.0.1",
        principal: { is: "open" },
        message: {} as IncomingMessage,
      } as const;
      const answer = await found?.route.methods.GET?.handle(request);
      if (answer === undefined) throw new Error(`no route answers ${path}`);
      return answer;
    },
  };
}

async function report(server: Server, query: string): Promise<ReportAnswer> {
  const { status, body } = await server.ask(`/api/report?${query}`);
  expect(status, body).toBe(200);
  return reportAnswer.parse(JSON.parse(body));
}

/** Reads a figure's list to its end. */
async function wholeList(server: Server, name: FigureName, scope: FigureScope, limit: number): Promise<FigureAnswer> {
  const read = async (cursor: string): Promise<FigureAnswer> => {
    const query = new URLSearchParams({ ...scope, limit: String(limit), cursor });
    const { status, body } = await server.ask(`/api/figures/${name}?${query}`);
    expect(status, body).toBe(200);
    return figureAnswer.parse(JSON.parse(body));
  };
  const first = await read("");
  const items = [...first.items];
  for (let { next } = first; next !== null; ) {
    const page = await read(next);
    expect(page.count).toBe(first.count);
    items.push(...page.items);
    next = page.next;
  }
  return { ...first, items };
}

test("[K50] a report and a figure summed in the archive's thread are those summed in memory", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-report-"));
  const path = join(folder, "calls.db");
  const file = createSqliteArchive({ path, fingerprint: "this", settings, log: createLogger("silent") });
  const memory = createMemoryArchive(settings);
  const calls = Array.from({ length: 20 }, (_, n) => inboundCall(`260302090000_${n + 1}`));
  const story = startStory(settings);
  for (const [n, call] of calls.entries()) {
    story.tell(10 * n, call.reaches("820", "queue", 3), call.reaches("201", "ext", 3));
    story.tell(10 * n + 5, n % 3 === 0 ? call.lost("820") : call.answers("201", 4));
  }
  const state = advance(story.state(), story.state().now + 30 * 3_600_000);
  for (const archive of [file, memory]) {
    archive.take([], readingsOf(story.state()), anywhere);
    archive.take(state.forgotten, [], anywhere);
  }
  expect(state.forgotten.length).toBeGreaterThan(0);
  const [inThread, inMemory] = [serverOf(() => state, file), serverOf(() => state, memory)];
  for (const query of [range, `${range}&queue=820`, `${range}&agent=201`]) {
    expect(await report(inThread, query)).toEqual(await report(inMemory, query));
  }
  const scope = { queue: "820", ...wide };
  const list = await wholeList(inThread, "queue-offered", scope, 7);
  expect(list).toEqual(await wholeList(inMemory, "queue-offered", scope, 7));
  expect(list.count).toBe(20);
  await file.close();
  rmSync(folder, { recursive: true });
});

const wide: FigureScope = { from: "2026-02-20", to: "2026-04-30" };
const range = "from=2026-02-20&to=2026-04-30";

describe("[G2] numbers that open", () => {
  test("[G2] every figure of a report counts as many as its list, read to its end, over memory and archive", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, fc.integer({ min: 1, max: 5 }), async (steps, limit) => {
        const server = serverAfter(steps);
        for (const [name, scope, counted] of figuresOf(await report(server, range))) {
          await expectLength(server, name, { ...wide, ...scope }, limit, counted);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("[G2] what the board shows now opens too: each queue, each row of missed callers", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (steps) => {
        const server = serverAfter(steps);
        const board = viewBoard(server.state());
        await expectLength(server, "now-live", {}, 2, board.calls.length);
        for (const { queue, waiting, ringing, talking } of board.queues) {
          await expectLength(server, "now-waiting", { queue }, 2, waiting);
          await expectLength(server, "now-ringing", { queue }, 2, ringing);
          await expectLength(server, "now-talking", { queue }, 2, talking);
        }
        for (const { id, count } of board.missed) await expectLength(server, "missed-row", { row: id }, 2, count);
      }),
      { numRuns: 100 },
    );
  });

  test("[G2] a row of missed callers opens to its own call, also where the phone system used the id again days later", async () => {
    const lost = inboundCall("260302090001_1");
    const again = inboundCall("260302090001_1", "05559998877");
    const archive = createMemoryArchive(settings);
    const story = startStory(settings)
      .tell(0, lost.reaches("821", "queue"))
      .tell(30, lost.lost("821"))
      .wait(3 * 86_400);
    archive.take(story.state().forgotten, [], anywhere);
    story.tell(3 * 86_400 + 1, again.reaches("821", "queue"), again.answers("201", 1));
    const server = serverOf(story.state, archive);
    const [row] = story.board().missed;
    const list = await wholeList(server, "missed-row", { row: row?.id ?? "" }, 2);
    expect(list.items.map(({ call }) => [call.caller, call.state])).toEqual([["05552221133", "missed"]]);
  });

  test("[G2] who was called, and is put into a queue, waits there as the board says", async () => {
    const called = outboundCall("260302090001_1");
    const queued = inboundCall("260302090001_1").reaches("821", "queue", 3);
    const story = startStory(settings).tell(0, called.answers("201"), queued);
    expect(story.board().queues).toMatchObject([{ queue: "821", waiting: 1 }]);
    const server = serverOf(story.state);
    await expectLength(server, "now-waiting", { queue: "821" }, 2, 1);
    await expectLength(server, "now-waiting", {}, 2, 1);
  });

  test("[G2] what is known of a caller opens: the calls of today, and those that were missed", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (steps) => {
        const server = serverAfter(steps);
        const numbers = new Set([...server.state().calls.values()].map(({ view }) => view?.facts.caller ?? ""));
        const asked = [...numbers, "204", "3"].filter((number) => /\d/.test(number)).slice(0, 50);
        const { body } = await server.ask(`/api/callers?${new URLSearchParams({ numbers: asked.join(",") })}`);
        for (const { number, callsToday, missedBefore } of callersAnswer.parse(JSON.parse(body)).callers) {
          await expectLength(server, "caller-inbound", { caller: number }, 2, callsToday);
          await expectLength(server, "caller-missed", { caller: number }, 2, missedBefore);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("[G2] a phone that rang out opens to its rings since it was last answered", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (steps) => {
        const server = serverAfter(steps);
        for (const { extension, count, since } of floorOf(server.state()).rangOut) {
          await expectLength(server, "agent-ring-no-answer", { agent: extension, from: since }, 2, count);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("[G2] cells open: half hours of the day and days of the week", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (steps) => {
        const server = serverAfter(steps);
        for (const [name, scope, counted] of cellsOf(await report(server, range))) {
          await expectLength(server, name, { ...wide, ...scope }, 3, counted);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("[G2] a mean is that of the list it opens", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (steps) => {
        const server = serverAfter(steps);
        for (const { queue, sums } of (await report(server, range)).queues) {
          const waits = await wholeList(server, "queue-waits", { ...wide, queue }, 4);
          const talks = await wholeList(server, "queue-talks", { ...wide, queue }, 4);
          const all = await wholeList(server, "queue-longest-wait", { ...wide, queue }, 4);
          expect(sumOf(waits.items.map(({ waitSeconds }) => waitSeconds))).toBeCloseTo(sums.waitSum / 1000, 6);
          expect(sumOf(talks.items.map(({ talkSeconds }) => talkSeconds))).toBeCloseTo(sums.talkSum / 1000, 6);
          const known = all.items.map(({ waitSeconds }) => waitSeconds).filter((wait) => wait !== null);
          expect(known.length === 0 ? null : Math.max(...known) * 1000).toBe(sums.longestWait);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("[G2] a mean, a share, a longest and a total are told with their list, as the report has them", async () => {
    await fc.assert(
      fc.asyncProperty(randomHistory, async (steps) => {
        const server = serverAfter(steps);
        for (const [name, scope, value] of valuesOf(await report(server, range))) {
          const told = await wholeList(server, name, { ...wide, ...scope }, 3);
          expect(told.value?.amount, `${name} ${JSON.stringify(scope)}`).toBe(value);
          expect(told.targets).toEqual(scope.queue === undefined ? null : { answerWithin: 20, shortAbandon: 5 });
        }
      }),
      { numRuns: 40 },
    );
  });

  test("[G2] a caller's calls are found by the last nine digits; those missed as far back as there are calls", async () => {
    const [monday, again] = [
      inboundCall("260302090000_1", "+385 91 555 2233"),
      inboundCall("260302090100_2", "0915552233"),
    ];
    const story = startStory(settings)
      .tell(0, monday.reaches("820", "queue"))
      .tell(30, monday.lost("820"))
      .tell(60, again.reaches("820", "queue"));
    const server = serverOf(story.state);
    expect((await wholeList(server, "caller-inbound", { caller: "00385 91 5552233" }, 1)).items).toHaveLength(2);
    const missed = await wholeList(server, "caller-missed", { caller: "915552233" }, 1);
    expect(missed.items.map(({ call }) => call.id)).toEqual(["260302090000_1"]);
    expect(missed.from).toBeNull();
  });

  test("[G2] what cannot be asked is refused with a sentence", async () => {
    const server = serverAfter([]);
    const detail = async (path: string) => {
      const { status, body } = await server.ask(path);
      return [status, (JSON.parse(body) as { detail: string }).detail];
    };
    expect(await detail("/api/figures/teapots")).toEqual([404, "There is no such figure."]);
    expect(await detail("/api/figures/missed-row?row=gone")).toEqual([
      404,
      "There is no such row of missed callers any more.",
    ]);
    expect(await detail("/api/figures/missed?from=soon")).toEqual([
      400,
      "from must be a date, or an ISO 8601 time with its zone.",
    ]);
    expect(await detail("/api/figures/missed?time=9-10")).toEqual([
      400,
      "time must be two half hours, as 09:30-10:00.",
    ]);
    expect(await detail("/api/figures/missed?cursor=AAAA")).toEqual([400, "cursor is not one that was given out."]);
    expect(await detail("/api/figures/missed?from=2026-03-02&to=2026-03-01")).toEqual([400, "to must be after from."]);
  });
});

describe("[G6] reports over HTTP", () => {
  test("[G6] without dates it is today's, in the board's time zone", async () => {
    const { from, to, timeZone, at } = await report(serverAfter([]), "");
    expect([from, to, timeZone, at]).toEqual([
      "2026-03-02",
      "2026-03-02",
      "Asia/Kathmandu",
      "2026-03-02T09:00:00.000Z",
    ]);
  });

  test.each([
    ["from=2026-02-31", "from must be a date, as 2026-03-31."],
    ["from=2026-03-02&to=2026-03-01", "to must not be before from."],
    ["from=2025-01-01&to=2026-03-01", "from and to may be at most 400 days apart."],
  ])("[G6] %s is refused: %s", async (query, sentence) => {
    const { status, body } = await serverAfter([]).ask(`/api/report?${query}`);
    expect([status, (JSON.parse(body) as { detail: string }).detail]).toEqual([400, sentence]);
  });

  test("[G6] its tables come as files, and a name is no formula in them", async () => {
    const named = new Map([["820", { number: "820", kind: "queue" as const, name: '=1+1, "Sales"' }]]);
    const call = inboundCall("260302090000_1");
    const story = startStory({ ...settings, directory: named })
      .tell(0, call.reaches("820", "queue"))
      .tell(7, call.reaches("201", "ext"), call.answers("201", 1))
      .tell(67, call.ends("201", 1, { Duration: "01:00" }));
    const server = serverOf(story.state);
    const { headers, body } = await server.ask("/api/report.csv");
    expect(headers["content-disposition"]).toBe('attachment; filename="queues-2026-03-02-2026-03-02.csv"');
    const [header = "", line = ""] = body.split("\r\n");
    expect(header.split(",").slice(0, 6)).toEqual([
      "queue",
      "name",
      "targetSeconds",
      "shortAbandonSeconds",
      "offered",
      "answered",
    ]);
    expect(line).toMatch(/^820,"'=1\+1, ""Sales""",20,5,1,1,0,0,0,1,/);
    for (const table of ["agents", "half-hours", "days"]) {
      expect((await server.ask(`/api/report.csv?table=${table}`)).status).toBe(200);
    }
    expect((await server.ask("/api/report.csv?table=teapots")).status).toBe(400);
  });
});

type Opened = readonly [name: FigureName, scope: FigureScope, counted: number];

/** Every figure of a report's tables. */
function figuresOf(told: ReportAnswer): readonly Opened[] {
  return figureNames.flatMap((name) => figureOf(name, told));
}

function figureOf(name: FigureName, { totals, queues, agents }: ReportAnswer): readonly Opened[] {
  const figure = figures[name];
  switch (figure.over) {
    case "inbound":
    case "outbound":
      return [[name, {}, figure.inSums(totals)]];
    case "passage":
      return queues.map(({ queue, sums }) => [name, { queue }, figure.inSums(sums)]);
    case "agent":
      return agents.map(({ extension, sums }) => [name, { agent: extension }, figure.inSums(sums)]);
    case "live-calls":
    case "calls-of-caller":
    case "calls-of-row":
      return [];
  }
}

type Valued = readonly [name: FigureName, scope: FigureScope, value: number | null];

/** Every figure of a report's tables that is not a number of calls. */
function valuesOf({ allQueues, queues, agents }: ReportAnswer): readonly Valued[] {
  return figureNames.flatMap((name): readonly Valued[] => {
    const figure = figures[name];
    if (figure.over === "passage" && figure.value !== undefined) {
      const { of } = figure.value;
      return [[name, {}, of(allQueues)], ...queues.map(({ queue, sums }): Valued => [name, { queue }, of(sums)])];
    }
    if (figure.over === "agent" && figure.value !== undefined) {
      const { of } = figure.value;
      return agents.map(({ extension, sums }) => [name, { agent: extension }, of(sums)]);
    }
    return [];
  });
}

/** The half hours, and the cells of the heat map, in which there is something. */
function cellsOf({ detail }: ReportAnswer): readonly Opened[] {
  if (detail.of !== "queue") throw new Error("not the detail of queues");
  const halves = detail.byHalfHour.map(
    ({ offered }, half): Opened => ["queue-offered", { time: `${clockOf(half)}-${clockOf(half + 1)}` }, offered],
  );
  const heat = detail.missedHeat.flatMap((hours, day) =>
    hours.map((missed, hour): Opened => {
      const time = `${clockOf(hour * 2)}-${clockOf(hour * 2 + 2)}`;
      return ["queue-missed", { time, weekday: String(day + 1) }, missed];
    }),
  );
  return [...halves, ...heat].filter(([, , counted]) => counted > 0);
}

async function expectLength(
  server: Server,
  name: FigureName,
  scope: FigureScope,
  limit: number,
  figure: number,
): Promise<void> {
  const { count, items } = await wholeList(server, name, scope, limit);
  expect([count, items.length], `${name} ${JSON.stringify(scope)}`).toEqual([figure, figure]);
}

function sumOf(figuresKnown: readonly (number | null)[]): number {
  return figuresKnown.reduce<number>((sum, one) => sum + (one ?? 0), 0);
}

function clockOf(half: number): string {
  return `${String(half >> 1).padStart(2, "0")}:${half % 2 === 0 ? "00" : "30"}`;
}
