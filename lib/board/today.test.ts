import { describe, expect, test } from "vitest";
import { inboundCall, isoAfter, outboundCall, startStory } from "#lib/testing/story.ts";
import { dayOf } from "./day.ts";

const call = inboundCall("260302090000_1");

describe("[B8] today runs from local midnight", () => {
  test("[B8] in the board's time zone", () => {
    // 09:00 UTC is 22:00 in Auckland: two hours later a new day begins there.
    const story = startStory({ timeZone: "Pacific/Auckland" });
    story.tell(0, call.reaches("820", "queue")).tell(10, call.lost("820"));
    story.wait(2 * 3600 - 1);
    expect(story.board().today.inbound).toBe(1);
    story.wait(2 * 3600);
    expect(story.board().today.inbound).toBe(0);
    expect(story.board().queues[0]).toMatchObject({ offered: 0, serviceLevel: null });
  });

  test("[H13] a call is held for six hours from its end, though the day is over", () => {
    const story = startStory();
    const end = 14.9 * 3600;
    story
      .tell(end - 60, call.reaches("820", "queue"))
      .tell(end, call.lost("820"))
      .wait(end + 6 * 3600 - 1);
    expect(story.calls()).toHaveLength(1);
    story.wait(end + 6 * 3600);
    expect(story.calls()).toEqual([]);
  });

  test("[B2] a late fact keeps its call, so that it makes no new one when it is told again", () => {
    const dialled = outboundCall("260302090000_2");
    const answered = inboundCall("260302090000_2").answers("201", 2);
    const story = startStory().tell(30_000, dialled.ends("201", 0, "Ok"));
    story.tell(45_000, inboundCall("260302090000_2").recording("201", 1));
    story.tell(54_300, answered);
    const once = { ...story.board(), rev: 0 };
    expect({ ...story.tell(54_300, answered).board(), rev: 0 }).toEqual(once);
    expect(once.calls).toEqual([]);
  });

  test("[B8] days with 23 and 25 hours, and a midnight that does not exist", () => {
    const hours = (at: string, zone: string) => {
      const day = dayOf(Date.parse(at), zone);
      return (day.end - day.start) / 3_600_000;
    };
    expect(hours("2026-03-29T12:00:00Z", "Europe/Berlin")).toBe(23);
    expect(hours("2026-10-25T12:00:00Z", "Europe/Berlin")).toBe(25);
    expect(hours("2026-03-02T12:00:00Z", "UTC")).toBe(24);
    expect(new Date(dayOf(Date.parse("2026-09-06T12:00:00Z"), "America/Santiago").start).toISOString()).toBe(
      "2026-09-06T04:00:00.000Z",
    );
  });

  test("[B8] a thing counts on the day it began: a call over midnight stays yesterday's, its answer is today's", () => {
    const story = startStory({ timeZone: "Pacific/Auckland" });
    story.tell(7195, call.reaches("820", "queue"), call.reaches("201", "ext")).tell(7205, call.answers("201", 1));
    expect(story.board().today).toMatchObject({ inbound: 0, answered: 0 });
    expect(story.board().queues[0]).toMatchObject({ offered: 0, answered: 0, talking: 1 });
    expect(story.board().agents[0]).toMatchObject({ answered: 1, state: "talking" });
    story.tell(7300, call.ends("201", 1, { Duration: "01:35" }));
    expect(story.board().agents[0]).toMatchObject({ answered: 1, talkSeconds: 95 });
  });
});

describe("[B9] an agent", () => {
  test("[B9] talks rather than rings, and dials rather than rings", () => {
    const story = startStory();
    const second = inboundCall("260302090005_2", "0777");
    story.tell(0, call.reaches("201", "ext")).tell(5, call.answers("201", 1)).tell(9, second.reaches("201", "ext"));
    expect(story.board().agents[0]).toMatchObject({ state: "talking", since: isoAfter(5) });
    story.tell(12, call.ends("201", 1));
    expect(story.board().agents[0]).toMatchObject({ state: "ringing", since: isoAfter(9), callId: "260302090005_2" });
  });

  test("[B9] is not on the board before their first call, and is idle from the end of the last", () => {
    const story = startStory({ directory: new Map([["201", { number: "201", kind: "agent", name: "Front desk" }]]) });
    expect(story.board().agents).toEqual([]);
    const dialled = outboundCall("260302090000_3");
    story.tell(0, dialled.dials("201")).tell(20, dialled.ends("201", 0, "Missed"));
    expect(story.board().agents).toMatchObject([
      { extension: "201", name: "Front desk", state: "idle", since: isoAfter(20), outbound: 1, answered: 0 },
    ]);
  });
});

describe("[B10] a queue's figures", () => {
  test("[B10] service level counts answers within T, and not who left within S", () => {
    const story = startStory();
    const waits: readonly (readonly [number, "answered" | "lost"])[] = [
      [20, "answered"],
      [21, "answered"],
      [5, "lost"],
      [6, "lost"],
    ];
    for (const [i, [wait, fate]] of waits.entries()) {
      const words = inboundCall(`26030209000${i}_${i}`, `0777${i}`);
      story.tell(i * 100, words.reaches("820", "queue"));
      if (fate === "lost") story.tell(i * 100 + wait, words.lost("820"));
      else
        story
          .tell(i * 100 + wait, words.answers("201", 1))
          .tell(i * 100 + wait + 30, words.ends("201", 1, { Duration: "00:30" }));
    }
    expect(story.board().queues[0]).toMatchObject({
      serviceLevel: 1 / 3,
      averageSpeedOfAnswer: 20.5,
      averageHandleTime: 30,
    });
  });

  test("[B10] each queue has its own limits", () => {
    const targets = { answerWithin: 60, shortAbandon: 30, ringStrategy: "ring-all" as const };
    const story = startStory({ queueRules: new Map([["820", { targets, hours: null }]]) });
    const other = inboundCall("260302090200_2", "0777");
    story
      .tell(0, call.reaches("820", "queue"))
      .tell(1, call.reaches("201", "ext"))
      .tell(11, call.reaches("202", "ext"));
    expect(story.live().ringing).toEqual(["201", "202"]);
    story.tell(40, call.answers("201", 1)).tell(50, call.ends("201", 1));
    story.tell(100, other.reaches("820", "queue")).tell(129, other.lost("820"));
    expect(story.board().queues[0]?.serviceLevel).toBe(1);
  });
});
