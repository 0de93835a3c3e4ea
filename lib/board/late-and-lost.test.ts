import { describe, expect, test } from "vitest";
import { inboundCall, isoAfter, outboundCall, post, startStory } from "#lib/testing/story.ts";
import { defaultSettings } from "./board-settings.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { viewBoard } from "./view-board.ts";

const id = "260302090000_1";
const call = inboundCall(id);

describe("[C3] a ring that comes too late never rings", () => {
  test("[C3] after the answer it belongs to", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(4, call.answers("201", 1)).tell(5, call.reaches("202", "ext"));
    expect(story.live()).toMatchObject({ state: "answered", ringing: [] });
    story.wait(120);
    expect(story.board().agents[1]).toMatchObject({ extension: "202", state: "idle", ringNoAnswer: 0 });
  });

  test("[C3] after the end", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("820", "queue"))
      .tell(30, call.lost("820"))
      .tell(31, call.reaches("202", "ext"))
      .wait(120);
    expect(story.board().calls).toEqual([]);
    expect(story.board().agents[0]).toMatchObject({ state: "idle", ringNoAnswer: 0 });
    expect(story.call()).toMatchObject({ state: "missed", lostIn: "queue", rang: ["202"] });
  });
});

describe("[C3] the phone that answers", () => {
  test.each([
    ["rang on past the limit", 51],
    ["was joined by another after more than 3 s", 7],
  ])("[C3] %s: no ring of its own ran out", (_what, answer) => {
    const story = startStory();
    story.tell(1, call.reaches("202", "ext")).tell(5, call.reaches("203", "ext")).tell(answer, call.answers("202", 1));
    expect(story.board().agents[0]).toMatchObject({ extension: "202", answered: 1, ringNoAnswer: 0 });
  });

  test("[C3] but an earlier round that it let pass did", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue"), call.reaches("202", "ext")).tell(20, call.reaches("202", "ext"));
    story.tell(25, call.answers("202", 1));
    expect(story.board().agents[0]).toMatchObject({ answered: 1, ringNoAnswer: 1 });
  });

  test("[B9] a colleague asked in vain while the caller still talks let nobody down", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(4, call.answers("117", 1))
      .tell(20, call.reaches("204", "ext", 1));
    story.tell(35, call.ends("117", 1, { Duration: "00:31" }));
    expect(story.board().agents[1]).toMatchObject({ extension: "204", ringNoAnswer: 0 });
  });
});

describe("[C6] over stays over", () => {
  test("[C6] late facts complete the record and bring nothing back", () => {
    const story = startStory();
    story.tell(0, call.ends("201", 1, { Duration: "00:40" }));
    expect(story.call()).toMatchObject({
      state: "completed",
      legs: [{ agent: "201", answeredAt: null, talkSeconds: 40 }],
    });
    story.tell(1, call.answers("201", 1)).tell(2, call.reaches("820", "queue")).tell(3, call.recording("201", 1));
    expect(story.board().calls).toEqual([]);
    expect(story.call()).toMatchObject({
      queues: ["820"],
      legs: [{ answeredAt: isoAfter(1), recordings: [expect.any(String)] }],
    });
    expect(story.board().today).toMatchObject({ inbound: 1, answered: 1 });
    story.tell(4, call.answers("202", 2, "Blind"));
    expect(story.board().calls).toEqual([]);
    expect(story.board().agents.map((agent) => agent.state)).toEqual(["idle", "idle"]);
  });

  test("[C6] an answer without a ring is a conversation", () => {
    const story = startStory();
    story.tell(0, call.answers("201", 1));
    expect(story.live()).toMatchObject({ state: "answered", agent: "201", queue: null, waitingSince: null });
  });

  test("[C6] a call closed for its age takes its end when that comes after all, but no ring", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("201", "ext"))
      .tell(5, call.answers("201", 1))
      .wait(5 * 3600);
    expect(story.call().state).toBe("unknown");
    story.tell(5 * 3600 + 1, call.reaches("202", "ext", 1));
    expect(story.board().calls).toEqual([]);
    story.tell(5 * 3600 + 2, call.ends("201", 1, { Duration: "300:02" }));
    expect(story.call()).toMatchObject({ state: "completed", legs: [{ talkSeconds: 18_002 }] });
  });
});

describe("[C2] what proves a conversation over", () => {
  test("[C2] its recording, where the end was lost: the call is over too", () => {
    const story = startStory();
    story.tell(0, call.reaches("201", "ext")).tell(5, call.answers("201", 1)).tell(65, call.recording("201", 1));
    expect(story.call()).toMatchObject({ state: "completed", legs: [{ endedAt: isoAfter(65), talkSeconds: 60 }] });
    expect(story.board().agents[0]?.state).toBe("idle");
  });

  test("[C2] a blind transfer whose answer was lost, when it must have been: nobody's talk is counted twice", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(5, call.answers("117", 1))
      .tell(20, call.reaches("204", "ext", 1))
      .tell(60, call.ends("204", 2, { Duration: "00:30" }));
    expect(story.call().legs).toMatchObject([
      { agent: "117", endedAt: isoAfter(30), talkSeconds: 25 },
      { agent: "204", via: "blind", answeredAt: null, endedAt: isoAfter(60), talkSeconds: 30 },
    ]);
  });

  test("[C2] a blind transfer's answer, though of the talk before it only the recording is left", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(20, call.reaches("204", "ext", 1))
      .tell(30, call.answers("204", 2, "Blind"))
      .tell(60, call.ends("204", 2, { Duration: "00:30" }))
      .tell(62, call.recording("117", 1));
    expect(story.call().legs).toMatchObject([
      { agent: "117", answeredAt: null, endedAt: isoAfter(30) },
      { agent: "204", answeredAt: isoAfter(30), endedAt: isoAfter(60) },
    ]);
    expect(story.call().waitSeconds).toBe(30);
  });

  test("[C2] a blind transfer whose answer was lost, when it was over at the latest", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(5, call.answers("117", 1))
      .tell(40, call.answers("202", 3, "Blind"))
      .tell(60, call.ends("202", 3, { Duration: "00:20" }))
      .tell(62, call.recording("204", 2));
    expect(story.call().legs).toMatchObject([
      { agent: "117", endedAt: isoAfter(40), talkSeconds: 35 },
      { agent: "204", answeredAt: null, endedAt: isoAfter(40) },
      { agent: "202", endedAt: isoAfter(60) },
    ]);
  });

  test("[C2] a blind transfer's answer, though the leg is told as ended once more with its recording", () => {
    const story = startStory();
    const words = (fields: object) => post({ callerid: "0777", title: "Answered call from 0777", ...fields });
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(5, call.answers("117", 1))
      .tell(25, call.answers("204", 2, "Blind"));
    story.tell(100, call.ends("204", 2, { Duration: "01:15" }));
    const again = { event: "incoming", user: "117", finishtype: "Ok", transfer: "False", id: `${id}-1` };
    story.tell(102, words({ ...again, FILES: [`https://pbx.example/${id}-1-1.mp3`] }));
    expect(story.call().legs[0]).toMatchObject({ agent: "117", endedAt: isoAfter(25), talkSeconds: 20 });
  });

  test("[C1] a caller who was sent back is lost there, whatever leg the sender gives the loss", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(5, call.answers("117", 1))
      .tell(60, call.reaches("821", "queue", 1));
    story.tell(90, call.lost("821", 0));
    expect(story.board().calls).toEqual([]);
    expect(story.board().queues[0]).toMatchObject({ queue: "821", offered: 1, missed: 1 });
  });

  test("[C2] a transfer nobody took: the end names the phone the caller was lost at", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(4, call.answers("117", 1))
      .tell(20, call.reaches("204", "ext", 1));
    story.tell(50, call.lost("204", 1)).tell(52, call.recording("117", 1));
    expect(story.call()).toMatchObject({
      state: "completed",
      legs: [{ agent: "117", endedAt: isoAfter(50), talkSeconds: 46 }],
    });
    expect(story.board().agents.map((agent) => agent.ringNoAnswer)).toEqual([0, 1]);
  });

  test("[C2] a recording alone makes no call: it does not say who called whom", () => {
    const story = startStory();
    story.tell(0, call.recording("201", 1));
    expect(story.calls()).toEqual([]);
    story.tell(1, call.answers("201", 1));
    expect(story.call()).toMatchObject({ state: "completed" });
  });
});

describe("[C9] talk and wait", () => {
  test("[C9] where the answer was lost, the end less the talk tells when it was", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(1, call.reaches("201", "ext"), call.reaches("202", "ext"));
    story.tell(100, call.ends("201", 1, { Duration: "01:30" }));
    expect(story.call()).toMatchObject({ waitSeconds: 10, legs: [{ answeredAt: null, talkSeconds: 90 }] });
    expect(story.board().queues[0]).toMatchObject({ answered: 1, averageSpeedOfAnswer: 10, serviceLevel: 1 });
    expect(story.board().agents.map((agent) => agent.ringNoAnswer)).toEqual([0, 0]);
  });

  test("[C9] talk is the feed's duration, else the difference of receive times", () => {
    const story = startStory();
    story.tell(0, call.reaches("201", "ext")).tell(2.5, call.answers("201", 1)).tell(10, call.ends("201", 1));
    expect(story.call()).toMatchObject({ waitSeconds: 2.5, legs: [{ talkSeconds: 7.5 }] });
  });

  test("[C9] wait runs from the first queue ring, through overflow, to the loss", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("800", "other"))
      .tell(10, call.reaches("820", "queue"))
      .tell(50, call.reaches("821", "queue"));
    expect(story.live()).toMatchObject({ queue: "821", waitingSince: isoAfter(10) });
    expect(story.board().queues[1]).toMatchObject({ waiting: 1, longestWaitSince: isoAfter(10) });
    story.tell(70, call.lost("821"));
    expect(story.call()).toMatchObject({ waitSeconds: 60, queue: "821", queues: ["820", "821"] });
  });

  test("[C9] a queue after the answer is no part of the wait", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(4, call.answers("117", 1))
      .tell(20, call.reaches("820", "queue", 1));
    story.tell(50, call.lost("820", 1)).tell(52, call.recording("117", 1));
    expect(story.call()).toMatchObject({ waitSeconds: 4, legs: [{ endedAt: isoAfter(20), talkSeconds: 16 }] });
  });

  test("[C9] a menu is no wait, and neither is dialling", () => {
    const story = startStory();
    const dialled = outboundCall("260302090005_2", "0777");
    story.tell(0, call.reaches("800", "other")).tell(9, call.lost("800"));
    story
      .tell(10, dialled.dials("201"))
      .tell(20, dialled.answers("201"))
      .tell(30, dialled.ends("201", 1, "Ok"));
    expect(story.calls().map((record) => record.waitSeconds)).toEqual([null, null]);
  });
});

describe("[C12] the PBX's own chain id joins what has several call ids", () => {
  test("[C12] and such a call is not marked as linked", () => {
    const story = startStory();
    const words = (fields: object) => post({ callerid: "0777", chid: "00-11", ...fields });
    story.tell(0, words({ event: "ringing", user: "820", usertype: "queue", id: "260302090000_1-0" }));
    story.tell(9, words({ event: "pickupincoming", user: "201", trtype: "NotDef", id: "260302090009_2-1" }));
    story.tell(
      19,
      words({ event: "incoming", user: "201", finishtype: "Ok", transfer: "False", id: "260302090009_2-1" }),
    );
    expect(story.call()).toMatchObject({ id, state: "completed", queue: "820", linked: false });
  });
});

describe("[C12] a chain id that is none, or is used again, joins nobody", () => {
  const ring = (caller: string, chid: string, stamp: string) =>
    post({ event: "ringing", user: "820", usertype: "queue", callerid: caller, chid, id: `${stamp}-0` });

  test.each(["0", "empty", "null", "Null", "NONE", ""])("[C12] %j is no chain", (chid) => {
    const story = startStory();
    story.tell(0, ring("0777000111", chid, "260302090000_1"), ring("0777000111", chid, "260302090001_2"));
    expect(story.board().calls).toHaveLength(2);
  });

  test("[C12] another caller's call is another call, and so is the next one after the end", () => {
    const story = startStory();
    story.tell(0, ring("0777000111", "a", "260302090000_1"), ring("0777000222", "a", "260302090001_2"));
    expect(story.board().calls).toHaveLength(2);
    story.tell(30, inboundCall("260302090000_1", "0777000111").lost("820"));
    story.tell(9000, ring("0777000111", "a", "260302113000_3"));
    expect(story.calls().map((record) => [record.state, record.waitSeconds])).toEqual([
      ["missed", 30],
      ["unknown", null],
      ["queued", null],
    ]);
  });
});

describe("[C13] a sender that counts its legs from one", () => {
  const words = (fields: object) => post({ callerid: "0777", did: "empty", id: `${id}-1`, ...fields });

  test("[C13] rings, answer and end on leg 1 are one conversation", () => {
    const story = startStory();
    story.tell(0, words({ event: "ringing", user: "804", usertype: " queue" }));
    story.tell(2, words({ event: "ringing", user: "102", usertype: " ext" }));
    expect(story.live()).toMatchObject({ state: "ringing", queue: "804", ringing: ["102"] });
    story.tell(8, words({ event: "hangupincoming", user: "102", usertype: " ext" }));
    expect(story.live()).toMatchObject({ state: "answered", agent: "102", ringing: [] });
    expect(story.board().queues[0]).toMatchObject({ offered: 1, answered: 1 });
  });

  test("[C13] a ring after the answer is a transfer's", () => {
    const story = startStory();
    story.tell(0, words({ event: "ringing", user: "820", usertype: " queue" }));
    story.tell(1, words({ event: "ringing", user: "202", usertype: " ext" }));
    story.tell(5, words({ event: "hangupincoming", user: "202" }));
    story.tell(20, words({ event: "ringing", user: "204", usertype: " ext" }));
    expect(story.live()).toMatchObject({ state: "answered", agent: "202", ringing: ["204"] });
    story.tell(30, words({ event: "ringing", user: "821", usertype: " queue" }));
    expect(story.live()).toMatchObject({ state: "queued", queue: "821", agent: null });
    story.tell(45, words({ event: "hangupincoming", user: "203", id: `${id}-2` }));
    story.tell(70, words({ event: "incoming", user: "203", transfer: "False", id: `${id}-2` }));
    expect(story.board().queues).toMatchObject([
      { queue: "820", answered: 1, overflowed: 0, averageSpeedOfAnswer: 5, averageHandleTime: 25 },
      { queue: "821", answered: 1, averageSpeedOfAnswer: 15, averageHandleTime: 25 },
    ]);
  });

  test("[C13] a lost call too", () => {
    const story = startStory();
    story.tell(0, words({ event: "ringing", user: "804", usertype: " queue" }));
    story.tell(
      20,
      words({ event: "incoming", user: "804", transfer: "False", title: "Missed call by queue 804 from 0777" }),
    );
    expect(story.call()).toMatchObject({ state: "missed", lostIn: "queue", waitSeconds: 20, legs: [] });
  });
});

describe("[C14] where a caller was lost", () => {
  test("[C14] a ring group has no queue: the end names one of its phones", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("800", "other"), call.reaches("117", "ext"), call.reaches("204", "ext"))
      .tell(20, call.lost("204"));
    expect(story.call()).toMatchObject({ lostIn: "ringing", rang: ["117", "204"], ivr: "800" });
    expect(story.board().today).toMatchObject({ missed: 1, abandonedInIvr: 0 });
  });

  test("[C14] back in a menu after a queue: the queue lost the call to it, not the caller", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(60, call.reaches("801", "other"));
    expect(story.live()).toMatchObject({ state: "ivr", queue: null });
    story.tell(70, call.lost("801"));
    expect(story.call().lostIn).toBe("ivr");
    expect(story.board().queues[0]).toMatchObject({ offered: 1, overflowed: 1, missed: 0 });
  });

  test("[C14] a phone that rings for a queue stands for the queue", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(5, call.reaches("202", "ext")).tell(20, call.lost("202"));
    expect(story.call()).toMatchObject({ state: "missed", lostIn: "queue" });
    expect(story.board().queues[0]).toMatchObject({ offered: 1, missed: 1, overflowed: 0 });
  });

  test("[B10] a loss whose queue ring was lost has no wait, and does not count as short", () => {
    const story = startStory();
    const other = inboundCall("260302085900_9", "0777000111");
    story.tell(0, other.reaches("820", "queue")).tell(5, other.answers("201", 1)).tell(9, other.ends("201", 1));
    story.tell(60, call.lost("820"));
    expect(story.calls()[1]).toMatchObject({ state: "missed", queue: "820", waitSeconds: null });
    expect(story.board().queues[0]).toMatchObject({ offered: 2, missed: 1, serviceLevel: 0.5 });
  });

  test("[C9] a loss whose queue ring was lost waited since its first phone rang", () => {
    const story = startStory();
    const other = inboundCall("260302085900_9", "0777000111");
    story.tell(0, other.reaches("820", "queue")).tell(5, other.lost("820"));
    story.tell(60, call.reaches("800", "other")).tell(72, call.reaches("202", "ext")).tell(102, call.lost("820"));
    expect(story.calls()[1]).toMatchObject({ lostIn: "queue", waitSeconds: 30, rang: ["202"] });
  });

  test("[C14] only its end is known, and its number is known to be a queue", () => {
    const story = startStory();
    const first = inboundCall("260302085900_9", "0777");
    story.tell(0, first.reaches("820", "queue")).tell(10, first.lost("820")).tell(60, call.lost("820"));
    expect(story.calls().map((record) => [record.lostIn, record.queue])).toEqual([
      ["queue", "820"],
      ["queue", "820"],
    ]);
    expect(story.board().queues[0]).toMatchObject({ offered: 2, missed: 2 });
  });

  test("[B1] two queues with every answer between them lost: one passage each, and the caller waits in one", () => {
    const story = startStory();
    story.tell(0, call.reaches("820", "queue")).tell(60, call.reaches("821", "queue", 1));
    expect(story.board().queues).toMatchObject([
      { offered: 1, overflowed: 1, waiting: 0 },
      { offered: 1, overflowed: 0, waiting: 1 },
    ]);
    story.tell(70, call.answers("204", 2, "Blind"));
    expect(story.board().queues).toMatchObject([{ answered: 0 }, { answered: 1, averageSpeedOfAnswer: 10 }]);
  });

  test("[C14] a caller sent back to a queue and lost there is the queue's miss, not a missed call", () => {
    const story = startStory();
    story
      .tell(0, call.reaches("117", "ext"))
      .tell(4, call.answers("117", 1))
      .tell(20, call.reaches("820", "queue", 1));
    story.tell(50, call.lost("820", 1));
    expect(story.call()).toMatchObject({ state: "completed", lostIn: null });
    expect(story.board().queues[0]).toMatchObject({ offered: 1, missed: 1 });
    expect(story.board().missed).toEqual([]);
  });
});

describe("[B21] a conversation whose end was lost", () => {
  const next = inboundCall("260302093000_2", "05559998877");
  const stuck = () => startStory().tell(0, call.reaches("201", "ext")).tell(4, call.answers("201", 1));

  test("[B21] holds nobody after a newer one, though of that only the end came", () => {
    const story = stuck().tell(1800, next.ends("201", 1, { Duration: "05:00" }));
    expect(story.board().agents[0]).toMatchObject({ extension: "201", state: "idle", answered: 2 });
  });

  test("[B21] holds the agent where nobody knows when the other began", () => {
    const story = stuck().tell(1800, next.ends("201", 1, { Duration: "" }));
    expect(story.board().agents[0]).toMatchObject({ extension: "201", state: "talking" });
  });

  // Midnight is 15 h after the story's start.
  test("[B21] keeps nobody on the board of another day, also after a restart", () => {
    const late = 14.5 * 3600;
    const story = startStory()
      .tell(late, call.reaches("201", "ext"))
      .tell(late + 4, call.answers("201", 1))
      .tell(late + 900, next.answers("201", 1), next.ends("201", 1, { Duration: "00:00" }))
      .wait(late + 3600);
    expect(story.board()).toMatchObject({ calls: [{ state: "answered", agent: "201" }], agents: [] });
    const restored = loadBoard(saveBoard(story.state()), defaultSettings);
    if (restored === null) throw new Error("it is not loaded");
    expect(viewBoard(restored)).toEqual(story.board());
  });
});
