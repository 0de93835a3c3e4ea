import { describe, expect, test } from "vitest";
import { inboundCall, isoAfter, outboundCall, post, startStory } from "#lib/testing/story.ts";

const id = "260302090000_1";
const call = inboundCall(id);

describe("[C1] the latest leg decides when a call is over", () => {
  test("[C1] a call through menu, queue and phone, answered and ended", () => {
    const story = startStory();
    story.tell(0, call.reaches("800", "other"));
    expect(story.live()).toMatchObject({ state: "ivr", ivr: "800", queue: null, waitingSince: null });
    story.tell(5, call.reaches("820", "queue"));
    expect(story.live()).toMatchObject({ state: "queued", queue: "820", waitingSince: isoAfter(5) });
    story.tell(7, call.reaches("202", "ext"));
    expect(story.live()).toMatchObject({ state: "ringing", queue: "820", ringing: ["202"], stateSince: isoAfter(7) });
    story.tell(15, call.answers("202", 1));
    expect(story.live()).toMatchObject({ state: "answered", queue: "820", ringing: [], agent: "202" });
    expect(story.board().queues[0]).toMatchObject({ offered: 1, answered: 1, talking: 1, averageSpeedOfAnswer: 10 });
    story.tell(21, call.ends("202", 1, { Duration: "00:06" })).tell(23, call.recording("202", 1));
    expect(story.board().calls).toEqual([]);
    expect(story.call()).toMatchObject({
      state: "completed",
      queues: ["820"],
      rang: ["202"],
      waitSeconds: 10,
      endedAt: isoAfter(21),
      legs: [
        { leg: 1, agent: "202", via: "direct", talkSeconds: 6, recordings: [`https://pbx.example/${id}-1-1.mp3`] },
      ],
    });
    expect(story.board().today).toMatchObject({ inbound: 1, answered: 1, missed: 0 });
    expect(story.board().queues[0]).toMatchObject({ talking: 0, averageHandleTime: 6, serviceLevel: 1 });
  });

  test("[C1] an attended transfer, printed answer first", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("117", "ext")).tell(4, call.answers("117", 1));
    story.tell(18, call.answers("204", 2, "Attended"));
    expect(story.live()).toMatchObject({ state: "transferred", agent: "204", ringing: [] });
    story.tell(18, call.reaches("204", "ext", 1));
    expect(story.live().ringing).toEqual([]);
    story.tell(18.5, call.ends("117", 1, { Transfer: "True", Duration: "00:14" }));
    expect(story.live()).toMatchObject({ state: "transferred", agent: "204" });
    story.tell(24, call.ends("204", 2, { Duration: "00:06" }));
    expect(story.call().legs).toMatchObject([
      { leg: 1, agent: "117", via: "direct", talkSeconds: 14 },
      { leg: 2, agent: "204", via: "attended", talkSeconds: 6 },
    ]);
    expect(story.board().agents).toMatchObject([
      { extension: "117", state: "idle", answered: 1, talkSeconds: 14, ringNoAnswer: 0 },
      { extension: "204", state: "idle", answered: 1, talkSeconds: 6, ringNoAnswer: 0 },
    ]);
  });

  test("[C2] a blind transfer ends the first conversation when the second is answered", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(4, call.answers("117", 1))
      .tell(10, call.reaches("204", "ext", 1));
    expect(story.live()).toMatchObject({ state: "answered", agent: "117", ringing: ["204"] });
    story.tell(14, call.answers("204", 2, "Blind"));
    expect(story.live()).toMatchObject({ state: "transferred", agent: "204" });
    expect(story.board().agents[0]).toMatchObject({ extension: "117", state: "idle" });
    story.tell(18, call.ends("204", 2, { Duration: "00:04" }));
    expect(story.call().legs).toMatchObject([
      { leg: 1, endedAt: isoAfter(14), talkSeconds: 10 },
      { leg: 2, via: "blind", talkSeconds: 4 },
    ]);
  });
});

describe("[C4] a phone stops ringing", () => {
  test("[C4] when a later round begins, and that is a ring no answer", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(1, call.reaches("201", "ext"), call.reaches("202", "ext"));
    expect(story.live().ringing).toEqual(["201", "202"]);
    story.tell(16, call.reaches("203", "ext"));
    expect(story.live().ringing).toEqual(["203"]);
    expect(story.board().agents.map((agent) => agent.ringNoAnswer)).toEqual([1, 1, 0]);
  });

  test("[C4] after 45 s, exactly then", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("201", "ext")).wait(44.9);
    expect(story.live().state).toBe("ringing");
    story.wait(100);
    expect(story.live()).toMatchObject({ state: "queued", ringing: [], stateSince: isoAfter(45) });
    expect(story.board().agents[0]).toMatchObject({ state: "idle", since: isoAfter(45), ringNoAnswer: 1 });
  });

  test("[C4] a quicker colleague is no ring no answer, and a missed call is one only after 10 s", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("201", "ext"), call.reaches("202", "ext"));
    story.tell(20, call.answers("201", 1)).tell(30, call.ends("201", 1));
    const second = inboundCall("260302090100_2", "0777");
    story.tell(60, second.reaches("820", "queue"), second.reaches("201", "ext")).tell(69, second.lost("820"));
    const third = inboundCall("260302090200_3", "0888");
    story.tell(120, third.reaches("820", "queue"), third.reaches("202", "ext")).tell(131, third.lost("820"));
    expect(story.board().agents.map((agent) => agent.ringNoAnswer)).toEqual([0, 1]);
  });
});

describe("[B1] a passage is offered once and ends once", () => {
  test("[B1] overflow, answer, loss and the menu each count where they belong", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("820", "queue"))
      .tell(60, call.reaches("821", "queue"))
      .tell(61, call.reaches("117", "ext"));
    story.tell(70, call.answers("117", 1)).tell(100, call.ends("117", 1));
    const lost = inboundCall("260302090300_2", "0777");
    story.tell(200, lost.reaches("800", "other"), lost.reaches("821", "queue")).tell(240, lost.lost("821"));
    const menu = inboundCall("260302090400_3", "0888");
    story.tell(300, menu.reaches("800", "other")).tell(310, menu.lost("800"));
    expect(story.board().queues).toMatchObject([
      { queue: "820", offered: 1, overflowed: 1, answered: 0, missed: 0, serviceLevel: null },
      { queue: "821", offered: 2, overflowed: 0, answered: 1, missed: 1, serviceLevel: 0.5 },
    ]);
    expect(story.board().today).toMatchObject({ inbound: 3, answered: 1, missed: 1, abandonedInIvr: 1 });
    expect(story.calls().map((record) => record.lostIn)).toEqual([null, "queue", "ivr"]);
  });

  test("[C5] a transfer to a queue puts the caller back there and frees the agent", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(4, call.answers("117", 1))
      .tell(20, call.reaches("820", "queue", 1));
    expect(story.live()).toMatchObject({ state: "queued", queue: "820", agent: null, waitingSince: isoAfter(20) });
    expect(story.board().agents[0]?.state).toBe("idle");
    story
      .tell(22, call.reaches("204", "ext", 1))
      .tell(30, call.answers("204", 2, "Blind"))
      .tell(40, call.ends("204", 2));
    expect(story.board().queues[0]).toMatchObject({ offered: 1, answered: 1, averageSpeedOfAnswer: 10 });
  });
});

describe("[C8] a call with no end", () => {
  test("[C8] in a menu it is uncertain after ten minutes and closed half an hour later", () => {
    const story = startStory();
    story.tell(0, call.reaches("800", "other")).wait(599);
    expect(story.live().uncertain).toBe(false);
    story.wait(600);
    expect(story.live().uncertain).toBe(true);
    story.wait(2400);
    expect(story.board().calls).toEqual([]);
    expect(story.call()).toMatchObject({ state: "unknown", endedAt: null });
    expect(story.board().today).toMatchObject({ inbound: 1, unknown: 1, missed: 0 });
    story.tell(3000, call.reaches("820", "queue"));
    expect(story.board().calls).toEqual([]);
  });

  test("[C8] from menu to menu its age runs on", () => {
    const story = startStory();
    story.tell(0, call.reaches("800", "other")).tell(60, call.reaches("801", "other")).wait(600);
    expect(story.live().uncertain).toBe(true);
  });

  test("[C8] whose queue still rings phones stays certain for five minutes from the last ring on", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(3590, call.reaches("117", "ext")).wait(3889);
    expect(story.live().uncertain).toBe(false);
    story.wait(3890);
    expect(story.live().uncertain).toBe(true);
  });

  test("[C8] an uncertain conversation holds no agent, and another one ends its claim at once", () => {
    const story = startStory();
    story.tell(0, call.reaches("117", "ext")).tell(4, call.answers("117", 1));
    const other = inboundCall("260302093000_2", "0777");
    story.tell(1800, other.reaches("117", "ext")).tell(1804, other.answers("117", 1)).tell(1900, other.ends("117", 1));
    expect(story.board().agents[0]).toMatchObject({ state: "idle", since: isoAfter(1900) });
    story.wait(4 + 4 * 3600);
    expect(story.live().uncertain).toBe(true);
  });
});

describe("[C10] an event under a changed id finds its call", () => {
  test("[C10] the end of an answered call", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("202", "ext")).tell(5, call.answers("202", 1));
    const changed = inboundCall("260302090009_35");
    story.tell(11, changed.ends("202", 1, { Duration: "00:06" })).tell(13, changed.recording("202", 1));
    expect(story.call()).toMatchObject({ id, state: "completed", linked: true, legs: [{ talkSeconds: 6 }] });
    expect(story.call().legs[0]?.recordings).toHaveLength(1);
  });

  test("[C10] not when two open calls fit", () => {
    const story = startStory();
    const twin = inboundCall("260302090001_2");
    story.tell(0, call.reaches("820", "queue"), twin.reaches("820", "queue"));
    story.tell(9, inboundCall("260302090009_35").lost("820"));
    expect(story.board().calls).toHaveLength(2);
    expect(story.calls()).toHaveLength(3);
  });

  test("[C10] a link is undone when the other id turns out to have a start of its own", () => {
    const story = startStory();
    const other = inboundCall("260302090009_35");
    story.tell(0, call.reaches("820", "queue"), call.reaches("202", "ext")).tell(5, call.answers("202", 1));
    story.tell(20, other.ends("202", 1, { Duration: "00:06" }));
    expect(story.board().calls).toEqual([]);
    story.tell(21, other.reaches("820", "queue"));
    expect(story.live()).toMatchObject({ id, state: "answered" });
    expect(story.calls().map((record) => record.linked)).toEqual([false, false]);
  });

  test("[C10] and when the call goes on under its own id after it was taken for lost", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(20, inboundCall("260302090009_35").lost("820"));
    expect(story.call()).toMatchObject({ state: "missed", linked: true });
    story.tell(25, call.answers("202", 1));
    expect(story.live()).toMatchObject({ id, state: "answered", agent: "202" });
    story.tell(40, call.ends("202", 1));
    expect(story.calls().map((record) => [record.state, record.linked])).toEqual([
      ["completed", false],
      ["missed", false],
    ]);
    expect(story.board().today).toMatchObject({ inbound: 2, answered: 1, missed: 1 });
  });

  test("[C10] the loss of a caller who was sent back names where they were sent to", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("117", "ext")).tell(5, call.answers("117", 1));
    story.tell(60, call.reaches("821", "queue", 1)).tell(90, inboundCall("260302090009_9").lost("821", 1));
    expect(story.call()).toMatchObject({ state: "completed", linked: true });
    expect(story.board().queues).toMatchObject([{ answered: 1 }, { offered: 1, missed: 1 }]);
    expect(story.board().missed).toEqual([]);
  });

  test("[C10] though its recording came first", () => {
    const story = startStory();
    const changed = inboundCall("260302090009_35");
    story.tell(0, call.reaches("820", "queue"), call.reaches("202", "ext")).tell(5, call.answers("202", 1));
    const tape = {
      method: "POST",
      contentType: "text/plain",
      body: "https://pbx.example/260302090009_35-1-1.mp3",
    } as const;
    story.tell(10.9, { ...tape, query: null }).tell(11, changed.ends("202", 1, { Duration: "00:06" }));
    expect(story.call()).toMatchObject({ id, state: "completed", linked: true, legs: [{ recordings: [tape.body] }] });
    expect(story.board().agents[0]).toMatchObject({ state: "idle", answered: 1 });
  });

  test("[C10] with a recording of long before, the call is on the board once", () => {
    const story = startStory();
    const dialled = outboundCall("260302090001_1");
    story.tell(0, inboundCall("260302090006_6").recording("201", 0)).tell(300, dialled.answers("201"));
    story.tell(301, outboundCall("260302090006_6").ends("201", 0, "Ok"));
    expect(story.live()).toMatchObject({ id: "260302090001_1", startedAt: isoAfter(0) });
  });

  test("[C10] never by an id of before the call began", () => {
    const story = startStory();
    story.tell(0, call.reaches("202", "ext")).tell(5, call.answers("202", 1));
    story.tell(7, inboundCall("260302085900_35").recording("202", 1));
    expect(story.live()).toMatchObject({ state: "answered", agent: "202" });
  });

  test("[C10] never for a withheld number, which could be anybody's", () => {
    const story = startStory();
    const withheld = inboundCall("260302090000_5", "anonymous");
    story.tell(0, withheld.reaches("820", "queue")).tell(9, inboundCall("260302090009_35", "anonymous").lost("820"));
    expect(story.live()).toMatchObject({ state: "queued" });
    expect(story.calls()).toHaveLength(2);
  });

  test("[C7] MAKECALL never overwrites the number", () => {
    const story = startStory();
    const dialled = outboundCall("260302090000_63");
    story.tell(0, dialled.dials("117"));
    expect(story.live()).toMatchObject({ state: "dialing", agent: "117" });
    expect(story.board().agents[0]).toMatchObject({ state: "dialing" });
    story.tell(8, dialled.answers("117", "MAKECALL")).tell(12, dialled.ends("117", 1, "Ok", "00:04"));
    expect(story.call()).toMatchObject({ state: "completed", caller: "05552221133", direction: "outbound" });
    expect(story.board().today).toMatchObject({ outbound: 1, outboundAnswered: 1, inbound: 0 });
    expect(story.board().agents[0]).toMatchObject({ outbound: 1, answered: 0, talkSeconds: 4 });
  });
});

describe("[B5] a missed caller is one row until somebody speaks to them", () => {
  test("[B5] counted, resolved by a call back, and opened anew", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("202", "ext")).tell(30, call.lost("820"));
    const again = inboundCall("260302090100_2", "+90 555 222 11 33");
    story.tell(60, again.reaches("820", "queue")).tell(100, again.lost("820"));
    expect(story.board().missed).toMatchObject([
      {
        id: `${id}@${Date.parse(isoAfter(30))}`,
        count: 2,
        firstAt: isoAfter(30),
        lastAt: isoAfter(100),
        lostIn: "queue",
        waitSeconds: 40,
        rang: ["202"],
      },
    ]);
    const back = outboundCall("260302090300_3", "05552221133");
    story.tell(200, back.dials("202")).tell(210, back.answers("202"));
    expect(story.board().missed).toMatchObject([
      { status: "resolved", resolution: { how: "called-back", at: isoAfter(210), callId: "260302090300_3" } },
    ]);
    const third = inboundCall("260302091000_4");
    story.tell(600, third.reaches("820", "queue")).tell(640, third.lost("820"));
    expect(story.board().missed).toMatchObject([{ count: 1, status: "open" }, { status: "resolved" }]);
  });

  test("[B5] it survives midnight until it is closed; the resolved one does not", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(30, call.lost("820"));
    const other = inboundCall("260302090100_2", "0777000111");
    story.tell(60, other.reaches("820", "queue")).tell(90, other.lost("820"));
    const back = outboundCall("260302090300_3", "0777000111");
    story
      .tell(200, back.dials("202"))
      .tell(210, back.answers("202"))
      .tell(220, back.ends("202", 1, "Ok"));
    story.wait(15 * 3600);
    expect(story.board().missed).toMatchObject([{ firstAt: isoAfter(30), status: "open" }]);
    expect(story.board().today).toEqual({
      inbound: 0,
      answered: 0,
      missed: 0,
      abandonedInIvr: 0,
      unknown: 0,
      outbound: 0,
      outboundAnswered: 0,
    });
    expect(story.board().agents).toEqual([]);
    expect(story.board().queues).toMatchObject([{ queue: "820", offered: 0 }]);
    story.wait(48 * 3600);
    expect(story.calls()).toEqual([]);
    expect(story.board().missed).toHaveLength(1);
  });
});

describe("[B5] withheld numbers", () => {
  test.each(["anonymous", "anonymous@anonymous.invalid", "No Caller ID"])("[B5] %j is never merged", (caller) => {
    const story = startStory();
    const [first, second] = [inboundCall("260302090000_1", caller), inboundCall("260302090100_2", caller)];
    story.tell(0, first.reaches("820", "queue")).tell(10, first.lost("820"));
    story.tell(60, second.reaches("820", "queue")).tell(80, second.lost("820"));
    expect(story.board().missed.map((row) => row.count)).toEqual([1, 1]);
  });
});

describe("[B11] what is not understood", () => {
  test("[B11] is counted and moves the position, and so is what is of an unknown kind", () => {
    const story = startStory();
    story.tell(0, post({ Event: "coffee" })).tell(1, { method: "POST", contentType: null, body: "", query: null });
    expect(story.board().rev).toBe(2);
    expect(story.state().feed).toMatchObject({ received: 2, refused: 1, unrecognised: 1 });
    expect(story.calls()).toEqual([]);
  });
});

describe("[C11] what a number is", () => {
  test("[C11] a phone that was called other, once it answers", () => {
    const story = startStory();
    const words = (leg: number) => ({ callerid: "0777", did: "", id: `260302090000_9-${leg}` });
    story.tell(0, post({ event: "ringing", user: "804", usertype: "other", ...words(1) }));
    story.tell(2, post({ event: "ringing", user: "102", usertype: "other", ...words(1) }));
    expect(story.live().state).toBe("ivr");
    story.tell(6, post({ event: "hangupincoming", user: "102", usertype: "other", ...words(1) }));
    expect(story.live()).toMatchObject({ state: "answered", agent: "102" });
    story.tell(
      13,
      post({ event: "incoming", user: "102", transfer: "False", title: "Answered call from 0777 (0:07)", ...words(1) }),
    );
    expect(story.call()).toMatchObject({
      state: "completed",
      rang: ["102"],
      ivr: "804",
      legs: [{ leg: 1, talkSeconds: 7 }],
    });
  });

  test("[C11] a queue, once a missed call's title names it: the past is read again", () => {
    const story = startStory();
    const first = (fields: object) => post({ callerid: "0777", id: "260302090000_9-0", ...fields });
    const second = (fields: object) => post({ callerid: "0888", id: "260302090100_10-0", ...fields });
    story.tell(0, first({ event: "ringing", user: "804", usertype: "other" }));
    story.tell(60, second({ event: "ringing", user: "804", usertype: "other" }));
    story.tell(
      90,
      second({
        event: "incoming",
        user: "804",
        finishtype: "Missed",
        transfer: "False",
        title: "Missed call by queue 804 from 0888",
      }),
    );
    expect(story.live()).toMatchObject({ state: "queued", queue: "804", waitingSince: isoAfter(0) });
    expect(story.board().queues).toMatchObject([{ queue: "804", offered: 2, missed: 1, waiting: 1 }]);
  });

  test("[C11] the directory overrides the feed", () => {
    const story = startStory({ directory: new Map([["800", { number: "800", kind: "queue", name: "Sales" }]]) });
    expect(story.board().queues).toMatchObject([{ queue: "800", name: "Sales", offered: 0 }]);
    story.tell(0, call.reaches("800", "other"));
    expect(story.live()).toMatchObject({ state: "queued", queue: "800" });
  });
});
