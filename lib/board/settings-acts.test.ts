import { describe, expect, test } from "vitest";
import { inboundCall, outboundCall, type Story, startStory, storyStart } from "#lib/testing/story.ts";
import type { Act, DirectoryAct, QueueAct } from "./act.ts";
import { defaultSettings } from "./board-settings.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import type { DirectoryEntry } from "./directory.ts";
import { advance, emptyBoard, foldEntry } from "./fold.ts";
import { changedReadings, readingsOf } from "./number-reading.ts";
import { callRecords, viewBoard } from "./view-board.ts";

const caller = "05552221133";
const callId = (n: number) => `26030209000${n}_${n}`;

function lists(...put: readonly DirectoryEntry[]): DirectoryAct {
  return { of: "directory", by: "Ana", put, gone: [] };
}

function takesOut(...gone: readonly string[]): DirectoryAct {
  return { of: "directory", by: "Ana", put: [], gone };
}

function rules(queue: string, targets: Partial<typeof defaultSettings.targets> | null): QueueAct {
  const own = targets === null ? null : { targets: { ...defaultSettings.targets, ...targets }, hours: null };
  return { of: "queue", by: "Ana", queue, rules: own };
}

function contacts(put: Readonly<Record<string, string>>, gone: readonly string[] = []): Act {
  return { of: "contacts", by: "Ana", put: Object.entries(put).map(([number, name]) => ({ number, name })), gone };
}

/** Waits 10 s in what the sender calls a menu, then is lost. */
function lost(story: Story, number = "840", from = 0): Story {
  const words = inboundCall(callId(1), caller);
  return story
    .tell(from, words.reaches(number, "other"))
    .tell(from + 10, words.ends(number, 0, { Finishtype: "Missed" }));
}

describe("the directory", () => {
  test("[D1] a name is shown at once, and taken back with the entry", () => {
    const words = inboundCall(callId(1), caller);
    const story = startStory().tell(0, words.reaches("820", "queue"), words.reaches("201", "ext"));
    story.act(1, lists({ number: "820", kind: null, name: "Sales" }, { number: "201", kind: null, name: "Ana" }));
    expect(story.board().queues.map(({ name }) => name)).toEqual(["Sales"]);
    expect(story.board().agents.map(({ name }) => name)).toEqual(["Ana"]);
    story.act(2, takesOut("820", "201"));
    expect(story.board().queues.map(({ name }) => name)).toEqual([null]);
    expect(story.board().agents.map(({ name }) => name)).toEqual([null]);
  });

  test("[D1] a kind makes the past read as if it had always been known, and given back as before", () => {
    const story = lost(startStory());
    const before = story.board();
    expect(before.today).toMatchObject({ abandonedInIvr: 1, missed: 0 });
    story.act(20, lists({ number: "840", kind: "queue", name: null }));
    expect(story.board().today).toMatchObject({ abandonedInIvr: 0, missed: 1 });
    expect(story.board().queues).toMatchObject([{ queue: "840", offered: 1, missed: 1 }]);
    expect(story.board().missed).toMatchObject([{ lostIn: "queue", queue: "840", waitSeconds: 10 }]);
    story.act(30, takesOut("840"));
    const { rev, at, settingsRev } = story.board();
    expect(story.board()).toEqual({ ...before, rev, at, settingsRev });
  });

  test("[D1] an entry without a kind leaves the number to what the feed shows", () => {
    const story = lost(startStory()).act(20, lists({ number: "840", kind: "queue", name: "Night" }));
    story.act(30, lists({ number: "840", kind: null, name: "Night" }));
    expect(story.board().queues).toEqual([]);
    expect(story.board().today.abandonedInIvr).toBe(1);
  });

  test("[D1] a queue appears when it is listed, and goes when it is taken out unseen", () => {
    const story = startStory().act(0, lists({ number: "860", kind: "queue", name: "Parts" }));
    expect(story.board().queues).toMatchObject([{ queue: "860", name: "Parts", offered: 0 }]);
    expect(story.act(1, takesOut("860")).board().queues).toEqual([]);
  });

  test("[D7] what acts said outweighs the directory of the start, also after a restart", () => {
    const listed: DirectoryEntry = { number: "820", kind: "queue", name: "Old" };
    const gone: DirectoryEntry = { number: "830", kind: "queue", name: "Older" };
    const directory = new Map([
      ["820", listed],
      ["830", gone],
    ]);
    const story = lost(startStory({ directory }), "820");
    story.act(20, lists({ ...listed, name: "New" }), takesOut("830"), rules("820", { shortAbandon: 60 }));
    story.act(21, contacts({ [caller]: "Brandt GmbH" }));
    expect(story.board().queues).toMatchObject([{ queue: "820", name: "New", missed: 1, serviceLevel: null }]);
    expect(story.call().callerName).toBe("Brandt GmbH");
    const loaded = loadBoard(saveBoard(story.state()), { ...defaultSettings, directory });
    expect(loaded).not.toBeNull();
    if (loaded === null) return;
    expect(viewBoard(loaded)).toEqual(story.board());
    expect(callRecords(loaded)).toEqual(story.calls());
    expect(loaded.settings).toEqual(story.state().settings);
  });

  test("[D4] blank numbers and names say nothing, and nothing new moves nothing", () => {
    const story = lost(startStory());
    story.act(20, lists({ number: "", kind: "queue", name: "x" }), takesOut("", "999"), rules("", {}));
    story.act(21, contacts({ "": "x", anonymous: "y", [caller]: "" }, ["", "withheld"]));
    expect(story.board().settingsRev).toBe(0);
    story.act(22, lists({ number: "840", kind: "queue", name: "" }));
    expect(story.board().settingsRev).toBe(story.board().rev);
    expect(story.board().queues[0]?.name).toBeNull();
    const { settingsRev } = story.board();
    story.act(23, lists({ number: "840", kind: "queue", name: null }), rules("840", null), contacts({}, [caller]));
    expect(story.board().settingsRev).toBe(settingsRev);
  });
});

describe("rules of a queue", () => {
  test("[D2] T and S count today's passages anew, and null gives them back to the rules of every queue", () => {
    const story = startStory();
    const answered = inboundCall(callId(1), caller);
    story.tell(0, answered.reaches("820", "queue"));
    story.tell(30, answered.answers("201", 1)).tell(60, answered.ends("201", 1));
    const missed = inboundCall(callId(2), caller);
    story.tell(100, missed.reaches("820", "queue")).tell(108, missed.lost("820"));
    const level = () => story.board().queues[0]?.serviceLevel;
    expect(level()).toBe(0);
    story.act(200, rules("820", { answerWithin: 30 }));
    expect(level()).toBe(0.5);
    story.act(210, rules("820", { answerWithin: 30, shortAbandon: 8 }));
    expect(level()).toBe(1);
    story.act(220, rules("820", null));
    expect(level()).toBe(0);
    story.act(230, rules("821", { answerWithin: 1 }));
    expect(story.board().queues.map(({ queue }) => queue)).toEqual(["820"]);
  });

  test("[D2] yesterday's passages do not come into today's figures", () => {
    const words = inboundCall(callId(1), caller);
    const story = startStory()
      .tell(14 * 3600, words.reaches("820", "queue"))
      .tell(14 * 3600 + 9, words.lost("820"));
    story.act(15 * 3600 + 60, rules("820", { shortAbandon: 1 }));
    expect(story.calls()).toHaveLength(1);
    expect(story.board().queues).toMatchObject([{ queue: "820", offered: 0, missed: 0, serviceLevel: null }]);
  });

  test("[D2] a ring strategy reads the rings of the calls that met the queue again", () => {
    const words = inboundCall(callId(1), caller);
    const story = startStory().tell(0, words.reaches("820", "queue"), words.reaches("201", "ext"));
    story.tell(10, words.reaches("202", "ext"));
    expect(story.live().ringing).toEqual(["202"]);
    story.act(11, rules("820", { ringStrategy: "ring-all" }));
    expect(story.live().ringing).toEqual(["201", "202"]);
    story.act(12, rules("820", null));
    expect(story.live().ringing).toEqual(["202"]);
    expect(story.board().agents.find(({ extension }) => extension === "201")?.ringNoAnswer).toBe(1);
  });

  test("[D2] hours are kept, and change no figure", () => {
    const story = lost(startStory(), "820").act(20, lists({ number: "820", kind: "queue", name: null }));
    const { queues } = story.board();
    const hours = [{ day: 1, from: "08:00", to: "17:00" }];
    story.act(30, { of: "queue", by: "Ana", queue: "820", rules: { targets: defaultSettings.targets, hours } });
    expect(story.board().queues[0]).toBe(queues[0]);
    expect(story.state().settings.queueRules.get("820")?.hours).toEqual(hours);
  });
});

describe("contacts", () => {
  test("[D3] the operator's name outweighs the phone system's, in whatever spelling the number comes", () => {
    const words = inboundCall(callId(1), caller);
    const story = startStory().tell(0, words.reaches("820", "queue"));
    story.act(1, contacts({ "+420 555 222 1133": "Brandt GmbH" }));
    expect(story.live().callerName).toBe("Brandt GmbH");
    expect(story.call().callerName).toBe("Brandt GmbH");
    story.tell(2, words.lost("820"));
    expect(story.board().missed[0]?.callerName).toBe("Brandt GmbH");
    expect(story.call().callerName).toBe("Brandt GmbH");
    story.tell(3, outboundCall(callId(2), "00420555222 1133").dials("201"));
    expect(story.live().callerName).toBe("Brandt GmbH");
    story.act(4, contacts({}, ["5552221133"]));
    expect(story.board().missed[0]?.callerName).toBeNull();
    expect(story.calls().map(({ callerName }) => callerName)).toEqual([null, null]);
  });

  test("[D3] a row whose call is forgotten is renamed, and named back as the feed did", () => {
    const story = startStory();
    const words = inboundCall(callId(1), caller);
    story
      .tell(0, words.reaches("820", "queue"))
      .tell(10, words.lost("820"))
      .wait(3 * 86_400);
    expect(story.calls()).toEqual([]);
    story.act(3 * 86_400, contacts({ [caller]: "Brandt GmbH" }));
    expect(story.board().missed[0]?.callerName).toBe("Brandt GmbH");
    expect(story.act(3 * 86_400, contacts({}, [caller])).board().missed[0]?.callerName).toBeNull();
  });

  test("[D3] twenty thousand contacts are taken in well under a second", () => {
    const put = Array.from({ length: 20_000 }, (_, i) => ({ number: `0555${1_000_000 + i}`, name: `Company ${i}` }));
    const state = emptyBoard(defaultSettings, storyStart);
    const begun = performance.now();
    const after = foldEntry(state, { seq: 1, at: storyStart, act: { of: "contacts", by: "Ana", put, gone: [] } });
    expect(performance.now() - begun).toBeLessThan(1000);
    expect([...after.contacts.keys()]).toHaveLength(20_000);
  });
});

describe("what the archive is told", () => {
  test("[D6] a state tells which calls its own step let go of", () => {
    const story = lost(startStory(), "820");
    const before = story.state();
    const forgotten = story.wait(86_400).state().forgotten;
    expect(forgotten.map(({ key }) => key)).toEqual([callId(1)]);
    expect(forgotten[0]).toBe(before.calls.get(callId(1)));
    expect(advance(story.state(), story.state().now + 1).forgotten).toEqual([]);
    const entry = { seq: 9, at: story.state().now, act: takesOut("1") };
    expect(foldEntry(story.state(), entry).forgotten).toEqual([]);
  });

  test("[D6] a correction tells how its number reads now, and no other", () => {
    const story = lost(startStory());
    const before = story.state();
    story.act(20, lists({ number: "840", kind: "queue", name: "Night" }), rules("840", { ringStrategy: "ring-all" }));
    const reading = { number: "840", kind: "queue", ringStrategy: "ring-all" };
    expect(changedReadings(before, story.state())).toEqual([reading]);
    expect(readingsOf(story.state())).toEqual([reading]);
    expect(changedReadings(story.state(), advance(story.state(), story.state().now + 60_000))).toEqual([]);
  });
});
