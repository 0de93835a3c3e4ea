import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { entriesOf, randomHistory } from "#lib/testing/random-history.ts";
import { inboundCall, isoAfter, outboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { agentDay } from "./agent-day.ts";

test("[O56] what a phone answered, dialled, and let ring, newest first, with talk and ring", () => {
  const answered = inboundCall("260302090001_1");
  const rang = inboundCall("260302090002_2", "05559998877");
  const out = outboundCall("260302090003_3");
  const story = startStory()
    .tell(0, answered.reaches("820", "queue"))
    .tell(5, answered.reaches("201", "ext"))
    .tell(9, answered.answers("201", 1))
    .tell(69, answered.ends("201", 1, { Duration: "00:59" }))
    .tell(100, rang.reaches("821", "queue"), rang.reaches("201", "ext"))
    .tell(125, rang.lost("821"))
    .tell(200, out.dials("201"))
    .tell(210, out.answers("201"));
  const day = agentDay(story.state(), "201");
  expect(day.queues).toEqual(["820", "821"]);
  expect(day.deeds).toMatchObject([
    { deed: "dialed", at: isoAfter(200), callId: "260302090003_3", talkSeconds: null, queue: null },
    { deed: "rang-no-answer", at: isoAfter(100), ringSeconds: 25, talkSeconds: null, queue: "821" },
    { deed: "answered", at: isoAfter(9), talkSeconds: 59, caller: "05552221133", queue: "820" },
  ]);
  story.tell(230, out.ends("201", 1, "Ok", "00:20"));
  expect(agentDay(story.state(), "201").deeds[0]).toMatchObject({ deed: "dialed", talkSeconds: 20 });
});

test("[O56] a colleague's quicker answer is no deed, but the queue is one's own", () => {
  const call = inboundCall("260302090001_1");
  const story = startStory()
    .tell(0, call.reaches("820", "queue"), call.reaches("201", "ext"), call.reaches("202", "ext"))
    .tell(12, call.answers("202", 1));
  expect(agentDay(story.state(), "201")).toMatchObject({ queues: ["820"], deeds: [] });
});

test("[O56] there are as many deeds as the board's figures count", () => {
  fc.assert(
    fc.property(randomHistory, fc.constantFrom("201", "202", "203"), (steps, extension) => {
      const state = entriesOf(steps).reduce(foldEntry, emptyBoard(defaultSettings, storyStart));
      const agent = state.agents.get(extension);
      const { deeds } = agentDay(state, extension);
      const count = (deed: string) => deeds.filter((one) => one.deed === deed).length;
      expect([count("answered"), count("dialed"), count("rang-no-answer")]).toEqual([
        agent?.answered ?? 0,
        agent?.outbound ?? 0,
        agent?.ringNoAnswer ?? 0,
      ]);
    }),
    { numRuns: 400 },
  );
});
