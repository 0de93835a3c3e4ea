import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import { type BoardState, noTotals } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { averageHandleTime, averageSpeedOfAnswer, serviceLevel } from "#lib/board/queue-entry.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { targetsOf } from "#lib/call/call-view.ts";
import { arbitraryTally } from "#lib/testing/arbitrary-tally.ts";
import { entriesOf, randomHistory, type Step } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { addDays, type Calendar, createCalendar, localDate } from "./calendar.ts";
import { type FigureName, figureNames } from "./figure-names.ts";
import { figures } from "./figures.ts";
import {
  allQueues,
  createReportMaker,
  emptyAgentReport,
  emptyQueueReport,
  type QueueReport,
  type Report,
} from "./report.ts";
import { noAgentSums, noQueueSums, plusAgentSums, plusQueueSums } from "./sums.ts";

const zones = fc.constantFrom("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/New_York", "Pacific/Auckland");

const settingsIn = (timeZone: string): BoardSettings => ({
  ...defaultSettings,
  timeZone,
  queueRules: new Map([
    ["821", { targets: { answerWithin: 45, shortAbandon: 10, ringStrategy: "ring-all" }, hours: null }],
  ]),
});

function boardAfter(steps: readonly Step[], timeZone: string, pause: number): BoardState {
  const told = entriesOf(steps).reduce(foldEntry, emptyBoard(settingsIn(timeZone), storyStart));
  return advance(told, told.now + pause * 1000);
}

function talliesOf(state: BoardState): readonly Tally[] {
  return [...state.calls.values()].flatMap(({ shares }) => shares.tallies);
}

function reportOf(tallies: readonly Tally[], calendar: Calendar, settings: BoardSettings): Report {
  const maker = createReportMaker(calendar, (queue) => targetsOf(queue, settings));
  for (const tally of tallies) maker.add(tally);
  return maker.report();
}

function today(state: BoardState): Calendar {
  const date = localDate(state.now, state.settings.timeZone);
  return createCalendar(date, date, state.settings.timeZone);
}

/** Calls of hours ago, minutes ago, and still under way. */
const rest = fc.constantFrom(0, 1, 50, 700, 4000, 20_000, 60_000);

describe("[G3] one counting", () => {
  test("[G3] the report of today is the live board, figure by figure, at any moment of any history", () => {
    fc.assert(
      fc.property(randomHistory, zones, rest, (steps, timeZone, after) => {
        const state = boardAfter(steps, timeZone, after);
        const board = viewBoard(state);
        const report = reportOf(talliesOf(state), today(state), state.settings);
        expect(report.totals).toEqual(board.today);
        for (const queue of board.queues) {
          const sums = report.queues.get(queue.queue)?.sums ?? noQueueSums;
          expect({
            offered: sums.offered,
            answered: sums.answered,
            missed: sums.missed,
            overflowed: sums.overflowed,
            unknown: sums.unknown,
            serviceLevel: serviceLevel(sums),
            averageSpeedOfAnswer: averageSpeedOfAnswer(sums),
            averageHandleTime: averageHandleTime(sums),
          }).toEqual({
            offered: queue.offered,
            answered: queue.answered,
            missed: queue.missed,
            overflowed: queue.overflowed,
            unknown: queue.unknown,
            serviceLevel: queue.serviceLevel,
            averageSpeedOfAnswer: queue.averageSpeedOfAnswer,
            averageHandleTime: queue.averageHandleTime,
          });
        }
        for (const agent of board.agents) {
          const { answered, ringNoAnswer, outbound, talkSum } = report.agents.get(agent.extension)?.sums ?? noAgentSums;
          expect({ answered, ringNoAnswer, outbound, talkSeconds: talkSum / 1000 }).toEqual({
            answered: agent.answered,
            ringNoAnswer: agent.ringNoAnswer,
            outbound: agent.outbound,
            talkSeconds: agent.talkSeconds,
          });
        }
        const shown = new Set([...board.queues.map(({ queue }) => queue), ...board.agents.map((one) => one.extension)]);
        for (const number of [...report.queues.keys(), ...report.agents.keys()]) expect(shown).toContain(number);
      }),
      { numRuns: 500 },
    );
  });

  test("[G1] every figure is as long as its list, and every now-figure as the board has it", () => {
    fc.assert(
      fc.property(randomHistory, zones, rest, (steps, timeZone, after) => {
        const state = boardAfter(steps, timeZone, after);
        const board = viewBoard(state);
        const calendar = today(state);
        const report = reportOf(talliesOf(state), calendar, state.settings);
        const tallies = talliesOf(state).filter(({ at }) => calendar.placeOf(at) !== null);
        for (const name of figureNames) expectListAsLongAsFigure(name, tallies, report, state.settings);
        for (const queue of board.queues) {
          const here = board.calls.filter((call) => call.queue === queue.queue);
          expect(here.filter(liveCounts("now-waiting")).length).toBe(queue.waiting);
          expect(here.filter(liveCounts("now-ringing")).length).toBe(queue.ringing);
          expect(here.filter(liveCounts("now-talking")).length).toBe(queue.talking);
        }
        for (const row of board.missed) expect(row.callIds.length).toBe(row.count);
      }),
      { numRuns: 300 },
    );
  });
});

function liveCounts(name: FigureName) {
  const figure = figures[name];
  if (figure.over !== "live-calls") throw new Error(`${name} is no figure of live calls`);
  return figure.counts;
}

function expectListAsLongAsFigure(
  name: FigureName,
  tallies: readonly Tally[],
  report: Report,
  settings: BoardSettings,
): void {
  const figure = figures[name];
  switch (figure.over) {
    case "inbound": {
      const list = tallies
        .filter((tally) => tally.of === "inbound")
        .filter((tally) => figure.counts(tally, settings.targets));
      expect(list.length, name).toBe(figure.inSums(report.totals));
      return;
    }
    case "outbound": {
      const list = tallies
        .filter((tally) => tally.of === "outbound")
        .filter((tally) => figure.counts(tally, settings.targets));
      expect(list.length, name).toBe(figure.inSums(report.totals));
      return;
    }
    case "passage":
      for (const [queue, { sums }] of report.queues) {
        const list = tallies
          .filter((tally) => tally.of === "passage" && tally.queue === queue)
          .filter((tally) => tally.of === "passage" && figure.counts(tally, targetsOf(queue, settings)));
        expect(list.length, `${name} of ${queue}`).toBe(figure.inSums(sums));
      }
      return;
    case "agent":
      for (const [agent, { sums }] of report.agents) {
        const list = tallies
          .filter((tally) => tally.of === "agent" && tally.agent === agent)
          .filter((tally) => tally.of === "agent" && figure.counts(tally, settings.targets));
        expect(list.length, `${name} of ${agent}`).toBe(figure.inSums(sums));
      }
      return;
    case "live-calls":
    case "calls-of-caller":
    case "calls-of-row":
      return;
  }
}

const begin = "2026-03-26";
const length = 6;
/** Over a night in which clocks change, and past both ends of the range. */
const anyTally = arbitraryTally("2026-03-25", 8);

describe("[G4] sums agree with each other", () => {
  test("[G4] a report of days is the sum of its days; half hours, days and the heat map add up to their queue", () => {
    fc.assert(
      fc.property(fc.array(anyTally, { maxLength: 200 }), zones, (tallies, zone) => {
        const settings = settingsIn(zone);
        const calendar = createCalendar(begin, addDays(begin, length - 1), zone);
        const whole = reportOf(tallies, calendar, settings);
        const days = calendar.dates.map((date) => reportOf(tallies, createCalendar(date, date, zone), settings));
        for (const [queue, { sums, byDay, byHalfHour, missedHeat }] of whole.queues) {
          const each = days.map((day) => day.queues.get(queue)?.sums ?? noQueueSums);
          expect(byDay).toEqual(each);
          expect(each.reduce(plusQueueSums, noQueueSums)).toEqual(sums);
          expect(byHalfHour.reduce(plusQueueSums, noQueueSums)).toEqual(sums);
          expect(missedHeat.flat().reduce((sum, cell) => sum + cell, 0)).toBe(sums.missed);
        }
        for (const [agent, { sums, byDay, byHalfHour }] of whole.agents) {
          const each = days.map((day) => day.agents.get(agent)?.sums ?? noAgentSums);
          expect(byDay).toEqual(each);
          expect(each.reduce(plusAgentSums, noAgentSums)).toEqual(sums);
          expect(byHalfHour.reduce(plusAgentSums, noAgentSums)).toEqual(sums);
        }
        expect(sumOf(days.map(({ totals }) => totals))).toEqual(whole.totals);
        expect(new Set(days.flatMap((day) => [...day.queues.keys()]))).toEqual(new Set(whole.queues.keys()));
      }),
      { numRuns: 300 },
    );
  });

  test("[G4] all queues together are the sum of the queues", () => {
    fc.assert(
      fc.property(fc.array(anyTally, { maxLength: 100 }), (tallies) => {
        const calendar = createCalendar(begin, addDays(begin, length - 1), "Europe/Berlin");
        const report = reportOf(tallies, calendar, settingsIn("Europe/Berlin"));
        const all: QueueReport = allQueues(report, calendar);
        const queues = [...report.queues.values()];
        expect(all.sums).toEqual(queues.map(({ sums }) => sums).reduce(plusQueueSums, noQueueSums));
        expect(all.byDay.reduce(plusQueueSums, noQueueSums)).toEqual(all.sums);
        expect(all.byHalfHour.reduce(plusQueueSums, noQueueSums)).toEqual(all.sums);
        expect(all.missedHeat.flat().reduce((sum, cell) => sum + cell, 0)).toBe(all.sums.missed);
      }),
    );
  });

  test("[G4] nothing is a report of noughts with no mean and no longest wait", () => {
    const calendar = createCalendar("2026-03-01", "2026-03-02", "UTC");
    const { sums, byHalfHour, byDay } = emptyQueueReport(calendar);
    expect(sums).toEqual(noQueueSums);
    expect([serviceLevel(sums), averageSpeedOfAnswer(sums), sums.longestWait]).toEqual([null, null, null]);
    expect([byHalfHour.length, byDay.length]).toEqual([48, 2]);
    expect(emptyAgentReport(calendar).byDay).toEqual([noAgentSums, noAgentSums]);
  });
});

function sumOf(totals: readonly (typeof noTotals)[]): typeof noTotals {
  return totals.reduce(
    (sum, one) => ({
      inbound: sum.inbound + one.inbound,
      answered: sum.answered + one.answered,
      missed: sum.missed + one.missed,
      abandonedInIvr: sum.abandonedInIvr + one.abandonedInIvr,
      unknown: sum.unknown + one.unknown,
      outbound: sum.outbound + one.outbound,
      outboundAnswered: sum.outboundAnswered + one.outboundAnswered,
    }),
    noTotals,
  );
}
