import { describe, expect, test } from "vitest";
import type { BoardState } from "#lib/board/board-state.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import type { Heartbeat, Snapshot } from "#lib/protocol/messages.ts";
import { inboundCall, type Story, startStory, storyStart } from "#lib/testing/story.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createBroadcast } from "./broadcast.ts";
import { createPublisher, type Post } from "./publisher.ts";
import { backlogLimit, talkLimit } from "./screen.ts";

type Sent =
  | Post
  | { readonly to: string; readonly kind: "snapshot"; readonly content: Snapshot }
  | { readonly to: string; readonly kind: "heartbeat"; readonly content: Heartbeat };

/** A broadcast in virtual time, and everything it sends. */
function createStage(story: Story = startStory()) {
  const time = createVirtualTime(storyStart);
  const feed = { current: true, unseen: 0 };
  const sent: Sent[] = [];
  const listeners = new Set<(state?: BoardState, since?: number | null) => void>();
  const publisher = createPublisher({
    epoch: "a",
    servedBy: { sample: false, build: "b" },
    state: story.state(),
    nameOf: (id) => id,
  });
  publisher.serve({ of: "whole" });
  const broadcast = createBroadcast({
    publisher,
    source: {
      state: story.state,
      current: () => feed.current,
      unseenFor: () => feed.unseen,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    toMany: {
      post: (post) => void sent.push(post),
      heartbeat: (content) => void sent.push({ to: "all", kind: "heartbeat", content }),
    },
    clock: time,
    uptime: time.now,
    after: time.after,
  });
  return {
    time,
    feed,
    story,
    broadcast,
    sent,
    deltas: () => sent.flatMap((message) => (message.kind === "delta" ? [message.content] : [])),
    listeners,
    join(name: string) {
      const wire = { pending: 0, cuts: 0 };
      const screen = broadcast.join(
        {
          tune: () => undefined,
          snapshot: (content) => void sent.push({ to: name, kind: "snapshot", content }),
          heartbeat: (content) => void sent.push({ to: name, kind: "heartbeat", content }),
          age: () => 0,
          pendingBytes: () => wire.pending,
          cut() {
            wire.cuts += 1;
          },
        },
        { of: "whole" },
      );
      return { wire, screen };
    },
    /** A caller reaches a queue. */
    call(number: number) {
      const call = inboundCall(`260302090000_${number}`, `0555${number}`);
      story.tell((time.now() - storyStart) / 1000, call.reaches("820", "queue"));
      for (const listener of listeners) listener(story.state(), time.now());
    },
  };
}

describe("what is sent to the screens", () => {
  test("[P1] every connection begins with the board, then the time", () => {
    const { join, sent, story, call } = createStage();
    call(1);
    join("first");
    expect(sent.slice(-2).map(({ to, kind }) => `${kind} to ${to}`)).toEqual([
      "snapshot to first",
      "heartbeat to first",
    ]);
    expect(sent.at(-2)?.content).toMatchObject({ epoch: "a", version: 1, board: story.board() });
  });

  test("[P1] who comes in the middle of a frame gets the board of the last delta, and the next one fits", () => {
    const { time, join, sent, call, deltas } = createStage();
    call(1);
    call(2);
    join("late");
    expect(sent.find(({ kind }) => kind === "snapshot")?.content).toMatchObject({ version: 1, board: { rev: 1 } });
    time.pass(50);
    expect(deltas().at(-1)).toMatchObject({ from: 1, to: 2, rev: 2 });
  });

  test("[P8] a burst is two deltas: its first event at once, and all the others a frame later", () => {
    const { time, call, deltas } = createStage();
    for (let number = 1; number <= 100; number += 1) call(number);
    expect(deltas()).toHaveLength(1);
    time.pass(16);
    expect(deltas().map(({ from, to, rev }) => [from, to, rev])).toEqual([
      [0, 1, 1],
      [1, 2, 100],
    ]);
    expect(deltas()[1]?.put?.calls).toHaveLength(99);
  });

  test("[P13] a delta tells since when the first delivery that it comes of has been there", () => {
    const { time, story, call, deltas, listeners } = createStage();
    call(1);
    time.pass(5);
    call(2);
    time.pass(5);
    call(3);
    time.pass(20);
    expect(deltas().map(({ since }) => since)).toEqual(["2026-03-02T09:00:00.000Z", "2026-03-02T09:00:00.005Z"]);
    time.pass(100_000);
    story.wait(3600);
    for (const listener of listeners) listener(story.state(), null);
    expect(deltas()).toHaveLength(3);
    expect(deltas()[2]).not.toHaveProperty("since", expect.anything());
  });

  test.each([
    [100, 16],
    [900, 30],
    [3000, 50],
  ])(
    "[P8] at %i screens a frame takes %i ms: so long that telling them stays a share of it, and 16 to 50",
    (count, ms) => {
      const { time, call, deltas, join } = createStage();
      for (let number = 0; number < count; number += 1) join(`screen ${number}`);
      call(1);
      call(2);
      time.pass(ms - 1);
      expect(deltas()).toHaveLength(1);
      time.pass(1);
      expect(deltas()).toHaveLength(2);
    },
  );

  test("[P8] what no screen could see is not sent", () => {
    const { time, story, deltas, listeners } = createStage();
    story.wait(1);
    for (const listener of listeners) listener();
    time.pass(100);
    expect(deltas()).toEqual([]);
  });

  test("[P1] an event that changes no record still moves the board's place in the journal", () => {
    const { time, story, deltas, listeners } = createStage();
    story.tell(1, byGet("nonsense"));
    for (const listener of listeners) listener();
    time.pass(100);
    expect(deltas()).toMatchObject([{ from: 0, to: 1, rev: 1, lastEventAt: null }]);
  });

  test("[P5] every two seconds a heartbeat says the version, the time, and when the phone system last spoke", () => {
    const { time, join, sent, call } = createStage();
    join("first");
    time.pass(500);
    call(1);
    time.pass(3500);
    expect(sent.filter(({ to, kind }) => kind === "heartbeat" && to === "all")).toMatchObject([
      { to: "all", content: { epoch: "a", version: 1, at: "2026-03-02T09:00:02.000Z" } },
      { to: "all", content: { at: "2026-03-02T09:00:04.000Z", lastEventAt: "2026-03-02T09:00:00.500Z", build: "b" } },
    ]);
  });

  test("[P20] a board that may not be the present is not sent, nor a sign of life; the next beat after that brings what was withheld", () => {
    const { time, call, sent, deltas, feed, join } = createStage();
    join("one");
    feed.current = false;
    const before = sent.length;
    call(1);
    time.pass(10_000);
    expect(sent.slice(before)).toEqual([]);
    feed.current = true;
    time.pass(2_000);
    expect(sent.slice(before).map(({ kind }) => kind)).toEqual(["delta", "heartbeat"]);
    expect(deltas().at(-1)).toMatchObject({ rev: 1 });
  });

  test("[P20] what was withheld is seen by whoever comes first after that, and not shown anew before", () => {
    const { time, call, sent, feed, join } = createStage();
    const { screen } = join("one");
    feed.current = false;
    call(1);
    time.pass(100);
    const before = sent.length;
    screen.heard("resync");
    expect(sent).toHaveLength(before);
    screen.leave();
    feed.current = true;
    join("two");
    expect(sent.findLast(({ kind }) => kind === "snapshot")?.content).toMatchObject({ board: { rev: 1 } });
  });

  test("[P22] what is sent is as old as the last look whether there is more", () => {
    const { time, call, sent, feed, join } = createStage();
    join("one");
    const before = sent.length;
    feed.unseen = 700;
    call(1);
    time.pass(2_000);
    join("other");
    const ups = sent.slice(before).map(({ kind, content }) => [kind, (content.up ?? 0) - storyStart]);
    expect(ups).toEqual([
      ["delta", -700],
      ["heartbeat", 1_300],
      ["snapshot", 1_300],
      ["heartbeat", 1_300],
    ]);
  });

  test("[P11] where no screen is nothing beats, and with the next one it begins anew", () => {
    const { time, join, sent } = createStage();
    expect(time.waiting()).toBe(0);
    const screens = [join("first"), join("second")].map(({ screen }) => screen);
    time.pass(2000);
    for (const screen of screens) screen.leave();
    time.pass(2000);
    expect(time.waiting()).toBe(0);
    join("third");
    time.pass(2000);
    expect(sent.filter(({ kind, to }) => kind === "heartbeat" && to === "all")).toMatchObject([
      { content: { at: "2026-03-02T09:00:02.000Z" } },
      { content: { at: "2026-03-02T09:00:06.000Z" } },
    ]);
  });

  test("[P6] over the life of a call, deltas are a hundred times smaller than a board of 200 calls", () => {
    const story = startStory();
    const callOf = (number: number) => inboundCall(`260302090000_${number}`, `0555${1_000_000 + number}`);
    for (let number = 0; number < 200; number += 1) {
      story.tell(number / 10, callOf(number).reaches(`${820 + (number % 8)}`, "queue"));
      if (number < 40) story.tell(number / 10, callOf(number).answers(`${200 + number}`, 1));
    }
    const publisher = createPublisher({
      epoch: "DY-n9q5w",
      servedBy: { sample: false, build: "b" },
      state: story.state(),
      nameOf: (id) => id,
    });
    publisher.serve({ of: "whole" });
    const snapshot = () => publisher.snapshot({ of: "whole" });
    const board = JSON.stringify(snapshot()).length;
    const call = callOf(999);
    const life = [
      call.reaches("800", "other"),
      call.reaches("820", "queue"),
      call.reaches("240", "ext"),
      call.answers("240", 1),
      call.ends("240", 1, { Duration: "00:10" }),
      call.recording("240", 1),
    ];
    const sizes = life.map((delivery, step) => {
      story.tell(20 + step, delivery);
      const [post] = publisher.publish(story.state());
      return JSON.stringify(post?.content).length;
    });
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(snapshot().board.calls).toHaveLength(200);
    expect(board / mean).toBeGreaterThan(100);
  });
});

describe("a screen that misbehaves", () => {
  test("[P10] one that lets too much wait for it is cut off, once, and no other", () => {
    const { time, broadcast, join, call } = createStage();
    const slow = join("slow");
    const quick = join("quick");
    slow.wire.pending = backlogLimit;
    call(1);
    expect(slow.wire.cuts).toBe(0);
    slow.wire.pending = backlogLimit + 1;
    time.pass(2000);
    time.pass(2000);
    expect([slow.wire.cuts, quick.wire.cuts]).toEqual([1, 0]);
    expect(broadcast.counts()).toMatchObject({ screens: 2, cutOff: { slow: 1, talkative: 0 } });
    slow.screen.leave();
    expect(broadcast.counts().screens).toBe(1);
  });

  test("[P10] it is found at the delta that is too much, not only at the next heartbeat", () => {
    const { join, call } = createStage();
    const { wire } = join("slow");
    wire.pending = backlogLimit + 1;
    call(1);
    expect(wire.cuts).toBe(1);
  });

  test("[P10] one that asks again and again gets a snapshot a second", () => {
    const { time, join, sent } = createStage();
    const { screen } = join("eager");
    for (let ms = 0; ms < 2000; ms += 150) {
      screen.heard("resync");
      time.pass(150);
    }
    time.pass(2000);
    expect(sent.filter(({ kind }) => kind === "snapshot")).toHaveLength(3);
  });

  test("[P10] one that speaks more than a screen has reason to is cut off", () => {
    const { time, broadcast, join } = createStage();
    const { wire, screen } = join("talkative");
    const speak = (times: number) => {
      for (let n = 0; n < times; n += 1) screen.heard("anything");
    };
    speak(talkLimit);
    time.pass(2000);
    speak(talkLimit);
    expect(wire.cuts).toBe(0);
    speak(1);
    expect(wire.cuts).toBe(1);
    expect(broadcast.counts().cutOff).toEqual({ slow: 0, talkative: 1 });
  });

  test("[P10] what it says besides is not answered", () => {
    const { join, sent } = createStage();
    const { screen } = join("curious");
    const before = sent.length;
    for (const name of ["snapshot", "delta", "error", "disconnect", "__proto__", ""]) screen.heard(name);
    expect(sent).toHaveLength(before);
  });

  test("[P12] nothing is left waiting when all is closed", () => {
    const { time, broadcast, join, call, listeners } = createStage();
    const { screen } = join("first");
    screen.heard("resync");
    call(1);
    call(2);
    broadcast.close();
    screen.leave();
    expect(listeners.size).toBe(0);
    expect(time.waiting()).toBe(0);
  });
});
