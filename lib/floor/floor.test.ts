import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { wholeWeek } from "#lib/board/office-hours.ts";
import { entriesOf, randomHistory } from "#lib/testing/random-history.ts";
import { inboundCall, isoAfter, outboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { floorOf } from "./floor.ts";
import { trendPoints } from "./waiting-trends.ts";

const call = (n: number, caller = `0555222113${n}`) => inboundCall(`26030209000${n}_${n}`, caller);

test("[O20] a phone that rings out again and again is told with how often, and since when", () => {
  const one = call(1);
  const story = startStory().tell(0, one.reaches("820", "queue"), one.reaches("201", "ext"));
  story.tell(20, one.reaches("202", "ext")).tell(40, one.reaches("201", "ext")).tell(60, one.reaches("202", "ext"));
  expect(floorOf(story.state()).rangOut).toEqual([
    { extension: "201", count: 2, since: isoAfter(0) },
    { extension: "202", count: 1, since: isoAfter(20) },
  ]);
});

test("[O20] who answers or dials begins anew, and a quicker colleague is nobody's fault", () => {
  const one = call(1);
  const story = startStory().tell(0, one.reaches("820", "queue"), one.reaches("201", "ext"));
  story.tell(20, one.reaches("202", "ext")).tell(40, one.reaches("201", "ext")).tell(45, one.answers("201", 1));
  expect(floorOf(story.state()).rangOut).toEqual([{ extension: "202", count: 1, since: isoAfter(20) }]);
  story.tell(60, outboundCall("260302090005_5", "05559998877").dials("202"));
  expect(floorOf(story.state()).rangOut).toEqual([]);
  const two = call(2);
  story.tell(100, two.reaches("820", "queue"), two.reaches("201", "ext"), two.reaches("202", "ext"));
  story.tell(105, two.answers("202", 1));
  expect(floorOf(story.state()).rangOut).toEqual([]);
});

test("[O20] outside a queue's hours nobody is there to answer: what rings out begins anew after them", () => {
  const hours = [
    { day: 1, from: "09:00", to: "09:01" },
    { day: 1, from: "09:02", to: "24:00" },
  ];
  const queueRules = new Map([["820", { targets: defaultSettings.targets, hours }]]);
  const story = startStory({ queueRules });
  for (const [n, seconds] of [0, 70, 130, 180].entries()) {
    story.tell(seconds, call(n).reaches("820", "queue"), call(n).reaches("201", "ext"));
    story.tell(seconds + 30, call(n).lost("820"));
    if (n === 1) expect(floorOf(story.state()).rangOut).toEqual([]);
  }
  expect(floorOf(story.state()).rangOut).toEqual([{ extension: "201", count: 2, since: isoAfter(130) }]);
});

test("[U9] where a queue has no hours of its own, those of the site say when nobody is there", () => {
  const hours = [{ day: 1, from: "09:01", to: "24:00" }];
  const site = { ...defaultSettings.site, hours };
  const own = new Map([["821", { targets: defaultSettings.targets, hours: wholeWeek }]]);
  const story = startStory({ site, queueRules: own });
  for (const [n, queue] of ["820", "820", "821", "821"].entries()) {
    const extension = queue === "820" ? "201" : "202";
    story.tell(n * 20, call(n).reaches(queue, "queue"), call(n).reaches(extension, "ext"));
    story.tell(n * 20 + 15, call(n).lost(queue));
  }
  expect(floorOf(story.state()).rangOut).toEqual([{ extension: "202", count: 2, since: isoAfter(40) }]);
});

test("[O21] the trend holds who waited at each instant, to the very ends of a wait", () => {
  const one = call(1);
  const two = call(2);
  const story = startStory().tell(0, one.reaches("820", "queue")).tell(60, two.reaches("820", "queue"));
  story.tell(240, one.answers("201", 1)).tell(500, two.lost("820")).wait(600);
  const [trend] = floorOf(story.state()).trends;
  expect(trend?.queue).toBe("820");
  expect(trend?.waiting).toHaveLength(trendPoints);
  expect(trend?.waiting.slice(-7)).toEqual([0, 1, 2, 1, 1, 1, 0]);
  story.wait(600 + 3 * 3600);
  expect(floorOf(story.state()).trends).toEqual([]);
});

test("[O21] a caller who goes on to another queue waits there, and no longer here", () => {
  const one = call(1);
  const story = startStory().tell(0, one.reaches("820", "queue")).tell(130, one.reaches("821", "queue")).wait(240);
  const trends = new Map(floorOf(story.state()).trends.map(({ queue, waiting }) => [queue, waiting.slice(-4)]));
  expect(trends.get("820")).toEqual([0, 1, 1, 0]);
  expect(trends.get("821")).toEqual([0, 0, 0, 1]);
});

test("[O21] the trend's last point is the board's own figure, for any history", () => {
  fc.assert(
    fc.property(randomHistory, fc.nat(7200), (steps, later) => {
      let state = entriesOf(steps).reduce(foldEntry, emptyBoard(defaultSettings, storyStart));
      state = advance(state, state.now + later * 1000);
      const last = new Map(floorOf(state).trends.map(({ queue, waiting }) => [queue, waiting.at(-1) ?? 0]));
      for (const status of state.queues.values()) expect(last.get(status.queue) ?? 0).toBe(status.waiting);
    }),
    { numRuns: 300 },
  );
});
