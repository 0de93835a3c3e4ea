import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { actedEntries, actedHistory } from "#lib/testing/random-acts.ts";
import { inboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { countCallBacks, countWaiting } from "#lib/wall/headline.ts";
import { centreMetrics } from "./centre-metrics.ts";
import { expose } from "./exposition.ts";
import { readExposition } from "./read-exposition-under-test.ts";

function readerOf(state: BoardState) {
  const read = readExposition(expose(centreMetrics(state)));
  return {
    text: expose(centreMetrics(state)),
    of(name: string, labels: Readonly<Record<string, string>> = {}): number | undefined {
      const samples = read.get(name)?.samples ?? [];
      return samples.find((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
        ?.value;
    },
    sum: (name: string) => read.get(name)?.samples.reduce((sum, { value }) => sum + value, 0) ?? 0,
    series: [...read.values()].reduce((sum, { samples }) => sum + samples.length, 0),
  };
}

const seconds = (moment: string | null, now: number) => (moment === null ? 0 : (now - Date.parse(moment)) / 1_000);

test("[H52] the gauges say what the wall shows, at every moment of any history", () => {
  fc.assert(
    fc.property(actedHistory, fc.nat(4_000), (steps, later) => {
      const folded = actedEntries(steps).reduce(foldEntry, emptyBoard(defaultSettings, storyStart));
      const state = advance(folded, folded.now + later * 1_000);
      const { now } = state;
      const board = viewBoard(state);
      const { of, sum } = readerOf(state);
      const waiting = countWaiting(board.calls);
      const callBacks = countCallBacks(board.missed);
      expect(of("ringside_callers_waiting")).toBe(waiting.count);
      expect(of("ringside_longest_wait_seconds")).toBeCloseTo(Math.max(0, seconds(waiting.since, now)), 3);
      expect(of("ringside_calls_to_return")).toBe(callBacks.count);
      expect(of("ringside_oldest_call_to_return_seconds")).toBeCloseTo(seconds(callBacks.since, now), 3);
      expect(sum("ringside_live_calls") + sum("ringside_uncertain_calls")).toBe(board.calls.length);
      expect(sum("ringside_today_inbound_calls")).toBe(board.today.inbound);
      expect(sum("ringside_today_outbound_calls")).toBe(board.today.outbound);
      for (const phase of ["idle", "ringing", "talking", "dialing"]) {
        expect(of("ringside_agents", { state: phase })).toBe(
          board.agents.filter((agent) => agent.state === phase).length,
        );
      }
      for (const { queue, longestWaitSince, serviceLevel, ...status } of board.queues) {
        expect(of("ringside_queue_waiting", { queue })).toBe(status.waiting);
        expect(of("ringside_queue_ringing", { queue })).toBe(status.ringing);
        expect(of("ringside_queue_talking", { queue })).toBe(status.talking);
        expect(of("ringside_queue_today_offered", { queue })).toBe(status.offered);
        for (const outcome of ["answered", "missed", "overflowed", "unknown"] as const) {
          expect(of("ringside_queue_today_passages", { queue, outcome })).toBe(status[outcome]);
        }
        expect(of("ringside_queue_longest_wait_seconds", { queue })).toBeCloseTo(
          Math.max(0, seconds(longestWaitSince, now)),
          3,
        );
        expect(of("ringside_queue_service_level_ratio", { queue })).toBe(serviceLevel ?? undefined);
        expect(of("ringside_queue_speed_of_answer_seconds", { queue })).toBe(status.averageSpeedOfAnswer ?? undefined);
        expect(of("ringside_queue_handle_time_seconds", { queue })).toBe(status.averageHandleTime ?? undefined);
      }
      const levels = board.queues.flatMap(({ serviceLevel }) => serviceLevel ?? []);
      const overall = of("ringside_today_service_level_ratio");
      if (levels.length === 0) expect(overall).toBeUndefined();
      else {
        expect(overall).toBeGreaterThanOrEqual(Math.min(...levels) - 1e-9);
        expect(overall).toBeLessThanOrEqual(Math.max(...levels) + 1e-9);
      }
    }),
    { numRuns: 150 },
  );
});

test("[H52] nobody has a series: not a caller, not an agent, not a mobile that a queue passes calls on to", () => {
  const story = startStory();
  const caller = inboundCall("260302090001_1", "05557391462");
  story.tell(0, caller.reaches("820", "queue"));
  const one = readerOf(story.state());
  for (const [n, phone] of ["201", "202", "203"].entries()) {
    const next = inboundCall(`26030209000${n + 2}_1`, `0555739140${n}`);
    story.tell(1, next.reaches("820", "queue"), next.reaches(phone, "ext"));
  }
  story.tell(1, inboundCall("260302090009_1", "0555739").reaches("0774852610", "queue"));
  story.tell(1, inboundCall("260302090010_1", "0555739").reaches('8"2\n0', "queue"));
  const more = readerOf(story.state());
  expect(viewBoard(story.state()).agents).toHaveLength(3);
  expect(viewBoard(story.state()).queues.length).toBeGreaterThan(1);
  expect(more.series).toBe(one.series);
  expect(more.text.match(/\d{7,}/g)).toBeNull();
  expect(more.of("ringside_callers_waiting")).toBeGreaterThan(4);
});
