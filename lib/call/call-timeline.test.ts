import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { entriesOf, randomHistory } from "#lib/testing/random-history.ts";
import { inboundCall, outboundCall, type Story, startStory, storyStart } from "#lib/testing/story.ts";
import { type CallPart, callTimeline } from "./call-timeline.ts";
import type { CallView } from "./call-view.ts";

const call = inboundCall("260302090000_1");
const gap = defaultSettings.ringGap * 1000;

/** Every part as `kind number from-to outcome`, in seconds of the story; `…` where there is no end. */
function told(story: Story): readonly string[] {
  const [entry] = [...story.state().calls.values()];
  if (!entry?.view) throw new Error("no call");
  return callTimeline(entry.view, story.state().now, gap).map(line);
}

function line({ kind, number, from, to, outcome }: CallPart): string {
  const seconds = (at: number) => (at - storyStart) / 1000;
  return `${kind} ${number} ${seconds(from)}-${to === null ? "…" : seconds(to)} ${outcome}`;
}

describe("[O80] a call's timeline", () => {
  test("[O80] through a menu and a queue to the second phone, and over", () => {
    const story = startStory();
    story.tell(0, call.reaches("800", "other")).tell(12, call.reaches("820", "queue"), call.reaches("201", "ext"));
    story.tell(30, call.reaches("202", "ext")).tell(34, call.answers("202", 1));
    story.tell(94, call.ends("202", 1, { Duration: "01:00" }));
    expect(told(story)).toEqual([
      "ivr 800 0-12 went-on",
      "queue 820 12-34 answered",
      "ring 201 12-30 passed-on",
      "ring 202 30-34 answered",
      "talk 202 34-94 ended",
    ]);
  });

  test("[O80] what lasts, and what nobody knows the end of, has no end", () => {
    const story = startStory().tell(0, call.reaches("820", "queue")).tell(5, call.reaches("201", "ext")).wait(10);
    expect(told(story)).toEqual(["queue 820 0-… open", "ring 201 5-… null"]);
    story.wait(60);
    expect(told(story)).toEqual(["queue 820 0-… open", "ring 201 5-50 rang-out"]);
    story.wait(4 * 3600);
    expect(told(story)).toEqual(["queue 820 0-… unknown", "ring 201 5-50 rang-out"]);
  });

  test("[O80] an attended transfer: the colleague rang before the first conversation ended", () => {
    const story = startStory();
    story.tell(0, call.reaches("201", "ext")).tell(5, call.answers("201", 1));
    story.tell(20, call.reaches("202", "ext", 1)).tell(25, call.answers("202", 2, "Attended"));
    story.tell(30, call.ends("201", 1, { Transfer: "True" })).tell(60, call.ends("202", 2));
    expect(told(story)).toEqual([
      "ring 201 0-5 answered",
      "talk 201 5-30 attended",
      "ring 202 20-25 answered",
      "talk 202 25-60 ended",
    ]);
  });

  test("[O80] a blind transfer: the first conversation never ends by itself", () => {
    const story = startStory();
    story.tell(0, call.reaches("201", "ext")).tell(5, call.answers("201", 1));
    story
      .tell(20, call.reaches("202", "ext", 1))
      .tell(25, call.answers("202", 2, "Blind"))
      .tell(60, call.ends("202", 2));
    expect(told(story)).toEqual([
      "ring 201 0-5 answered",
      "talk 201 5-25 blind",
      "ring 202 20-25 answered",
      "talk 202 25-60 ended",
    ]);
  });

  test("[O80] through three queues, lost in the last", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(30, call.reaches("821", "queue"));
    story.tell(60, call.reaches("822", "queue")).tell(75, call.lost("822"));
    expect(told(story)).toEqual(["queue 820 0-30 overflowed", "queue 821 30-60 overflowed", "queue 822 60-75 missed"]);
  });

  test("[O80] out of a queue into a menu the queue is over, and back into it, it is not", () => {
    const out = startStory().tell(0, call.reaches("820", "queue")).tell(30, call.reaches("800", "other"));
    out.tell(40, call.lost("800"));
    expect(told(out)).toEqual(["queue 820 0-30 overflowed", "ivr 800 30-40 lost"]);
    const back = startStory().tell(0, call.reaches("820", "queue")).tell(30, call.reaches("800", "other"));
    back.tell(40, call.reaches("820", "queue")).tell(50, call.lost("820"));
    expect(told(back)).toEqual(["queue 820 0-50 missed", "ivr 800 30-40 went-on"]);
  });

  test("[O80] a menu's ring that the queue's overtook is a mark, and ends no passage", () => {
    const story = startStory().tell(0, call.reaches("820", "queue")).tell(1, call.reaches("800", "other"));
    story.tell(40, call.lost("820"));
    expect(told(story)).toEqual(["queue 820 0-40 missed", "ivr 800 1-1 went-on"]);
  });

  test("[O80] sent back to a queue after an answer", () => {
    const story = startStory().tell(0, call.reaches("201", "ext")).tell(5, call.answers("201", 1));
    story
      .tell(20, call.reaches("820", "queue", 1))
      .tell(28, call.answers("202", 2, "Blind"))
      .tell(60, call.ends("202", 2));
    expect(told(story)).toEqual([
      "ring 201 0-5 answered",
      "talk 201 5-20 sent-back",
      "queue 820 20-28 answered",
      "talk 202 28-60 ended",
    ]);
  });

  test("[O80] a colleague who was quicker, a ring that came too late, a caller who gave up", () => {
    const quick = startStory().tell(0, call.reaches("201", "ext"), call.reaches("202", "ext"));
    quick.tell(4, call.answers("202", 1)).tell(5, call.reaches("203", "ext")).tell(9, call.ends("202", 1));
    expect(told(quick)).toEqual([
      "ring 201 0-4 answered-elsewhere",
      "ring 202 0-4 answered",
      "talk 202 4-9 ended",
      "ring 203 5-5 too-late",
    ]);
    const gaveUp = startStory().tell(0, call.reaches("201", "ext")).tell(8, call.lost("201"));
    expect(told(gaveUp)).toEqual(["ring 201 0-8 call-over"]);
  });

  test("[O80] a call out: dialled, then spoken, or never", () => {
    const out = outboundCall("260302090000_2");
    const spoken = startStory()
      .tell(0, out.dials("201"))
      .tell(9, out.answers("201"))
      .tell(30, out.ends("201", 1, "Ok"));
    expect(told(spoken)).toEqual(["dial 201 0-9 answered", "talk 201 9-30 ended"]);
    const unanswered = startStory()
      .tell(0, out.dials("201"))
      .tell(20, out.ends("201", 0, "Missed"));
    expect(told(unanswered)).toEqual(["dial 201 0-20 unanswered"]);
    const dialing = startStory().tell(0, out.dials("201")).wait(3);
    expect(told(dialing)).toEqual(["dial 201 0-… null"]);
  });
});

/** Every call of a history, as it stands at its end. */
function viewsOf(state: BoardState): readonly CallView[] {
  return [...state.calls.values()].flatMap(({ view }) => (view === null ? [] : [view]));
}

function overHistories(check: (view: CallView, parts: readonly CallPart[], now: number) => void): void {
  fc.assert(
    fc.property(randomHistory, (steps) => {
      const state = entriesOf(steps).reduce(foldEntry, emptyBoard(defaultSettings, storyStart));
      for (const view of viewsOf(state)) check(view, callTimeline(view, state.now, gap), state.now);
    }),
    { numRuns: 500 },
  );
}

describe("[O81] laws of the timeline, over hostile histories", () => {
  test("[O81] every part runs forward, in order, and within the call", () => {
    overHistories((view, parts, now) => {
      const { facts, part } = view;
      const first = Math.min(facts.firstAt, ...view.conversations.map((one) => one.begunAt));
      const over = part.phase === "over" && part.endedAt !== null;
      const last = over ? Math.max(part.endedAt ?? 0, facts.lastAt) : now;
      for (const [i, { from, to }] of parts.entries()) {
        expect(from).toBeGreaterThanOrEqual(parts[i - 1]?.from ?? first);
        expect(to ?? from).toBeGreaterThanOrEqual(from);
        expect(to ?? from).toBeLessThanOrEqual(last);
        if (over) expect(to).not.toBeNull();
      }
    });
  });

  test("[O81] conversations are the legs, each for as long as it was", () => {
    overHistories((view, parts) => {
      const talks = parts.filter((part) => part.kind === "talk");
      const expected = view.conversations.map(({ agent, leg, begunAt, endedAt }) => {
        return { number: agent, leg, from: begunAt, to: endedAt === null ? null : Math.max(begunAt, endedAt) };
      });
      expect(talks.map(({ number, leg, from, to }) => ({ number, leg, from, to }))).toEqual(
        expected.sort((a, b) => a.from - b.from),
      );
    });
  });

  test("[O81] stays in queues are the passages that are counted, and last as long as their wait", () => {
    overHistories((view, parts) => {
      const stays = parts.filter((part) => part.kind === "queue");
      expect(stays.map(({ number, from, outcome }) => [number, from, outcome])).toEqual(
        view.passages.map((passage) => [passage.queue, passage.enteredAt, passage.outcome]),
      );
      for (const [i, { wait, outcome }] of view.passages.entries()) {
        const { from = 0, to = null } = stays[i] ?? {};
        if (wait !== null && outcome !== "overflowed") expect((to ?? 0) - from).toBe(wait);
      }
    });
  });

  test("[O81] no phone rings for what it is already talking about", () => {
    overHistories((view, parts) => {
      for (const ring of parts.filter((part) => part.kind === "ring")) {
        const talk = view.conversations.find((one) => one.leg > ring.leg && one.agent === ring.number);
        const answered = view.conversations.find((one) => one.leg > ring.leg);
        if (talk === undefined || talk !== answered) continue;
        expect(ring.to).not.toBeNull();
        expect(Math.max(ring.from, talk.begunAt)).toBeGreaterThanOrEqual(ring.to ?? Number.POSITIVE_INFINITY);
      }
    });
  });
});
