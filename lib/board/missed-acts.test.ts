import { describe, expect, test } from "vitest";
import { inboundCall, isoAfter, outboundCall, type Story, startStory, storyStart } from "#lib/testing/story.ts";
import type { MissedAct, MissedDeed } from "./act.ts";
import type { MissedCaller } from "./board.ts";
import { defaultSettings } from "./board-settings.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { verdictOn, wasTaken } from "./missed-verdict.ts";
import { viewBoard } from "./view-board.ts";

const caller = "05552221133";
const callId = (n: number) => `26030209000${n}_${n}`;
const midnight = 15 * 3600;

/** Is lost in the queue after `from` seconds, 30 s later. */
function lost(story: Story, from: number, n: number, number = caller): Story {
  const words = inboundCall(callId(n), number);
  return story.tell(from, words.reaches("820", "queue")).tell(from + 30, words.lost("820"));
}

function row(story: Story): MissedCaller {
  const [first] = story.board().missed;
  if (first === undefined) throw new Error("no row");
  return first;
}

function act(story: Story, deed: MissedDeed, by = "Ana", fields: Partial<MissedAct> = {}): MissedAct {
  const { id, changes } = row(story);
  return { of: "missed", id, deed, by, note: null, seen: changes, ...fields };
}

/** Does it, and tells what became of it. */
function does(story: Story, seconds: number, deed: MissedDeed, by = "Ana", fields: Partial<MissedAct> = {}) {
  const wanted = act(story, deed, by, fields);
  const verdict = verdictOn(story.wait(seconds).state(), wanted);
  story.act(seconds, wanted);
  expect(wasTaken(story.state(), story.state().rev)).toBe(verdict.is === "taken");
  return verdict.is === "refused" ? `${verdict.because} ${verdict.by}` : verdict.is;
}

describe("a row of missed callers is a case", () => {
  test("[A50] after 200 changes it can be released and closed, and nothing else, so that it stays as small as it is", () => {
    const story = lost(startStory(), 0, 1);
    for (let n = 0; n < 100; n += 1) {
      expect(does(story, 60 + n, "attempt", "Ana", { note: `${n}` })).toBe("taken");
      expect(does(story, 60 + n, n % 2 === 0 ? "release" : "undo")).toBe("taken");
    }
    expect(row(story)).toMatchObject({ changes: 200, status: "open" });
    for (const deed of ["claim", "attempt", "undo"] as const) expect(does(story, 200, deed)).toBe("worn-out null");
    expect(does(story, 201, "done")).toBe("taken");
    for (const deed of ["reopen", "undo"] as const) expect(does(story, 202, deed)).toBe("worn-out null");
    expect(row(story)).toMatchObject({ changes: 201, status: "resolved" });
    expect(story.state().callers.get("552221133")?.deeds).toHaveLength(201);
  });

  test("[A50] who holds a row that can only be closed can be relieved of it", () => {
    const story = lost(startStory(), 0, 1);
    for (let n = 0; n < 200; n += 1) does(story, 60 + n, "attempt");
    expect(does(story, 300, "done", "Lin")).toBe("claimed Ana");
    expect(does(story, 301, "release", "Lin")).toBe("taken");
    expect(does(story, 302, "not-needed", "Lin")).toBe("taken");
  });

  test("[A2] it is claimed by one person, and released by anybody", () => {
    const story = lost(startStory(), 0, 1);
    expect(does(story, 60, "claim")).toBe("taken");
    expect(row(story)).toMatchObject({ status: "claimed", claimedBy: "Ana", changes: 1, undoable: true });
    expect(does(story, 61, "claim", "Lin")).toBe("claimed Ana");
    expect(does(story, 62, "attempt", "Lin")).toBe("claimed Ana");
    expect(does(story, 63, "done", "Lin")).toBe("claimed Ana");
    expect(does(story, 64, "not-needed", "Lin")).toBe("claimed Ana");
    expect(does(story, 65, "claim")).toBe("as-it-was null");
    expect(row(story)).toMatchObject({ claimedBy: "Ana", changes: 1 });
    expect(does(story, 66, "release", "Lin")).toBe("taken");
    expect(does(story, 67, "release", "Lin")).toBe("as-it-was null");
    expect(row(story)).toMatchObject({ status: "open", claimedBy: null, changes: 2 });
    expect(does(story, 68, "claim", "Lin")).toBe("taken");
  });

  test("[A2] an attempt is kept with its note, and takes an open row", () => {
    const story = lost(startStory(), 0, 1);
    expect(does(story, 60, "attempt", "Ana", { note: "engaged" })).toBe("taken");
    expect(does(story, 90, "attempt")).toBe("taken");
    expect(row(story)).toMatchObject({
      status: "claimed",
      claimedBy: "Ana",
      attempts: [
        { at: isoAfter(60), by: "Ana", note: "engaged" },
        { at: isoAfter(90), by: "Ana", note: null },
      ],
    });
  });

  test("[A2] done and not needed resolve it, with who, when and why", () => {
    const done = lost(startStory(), 0, 1);
    expect(does(done, 60, "done", "Ana", { note: "wants an offer" })).toBe("taken");
    const resolution = { how: "by-hand", at: isoAfter(60), by: "Ana", callId: null };
    expect(row(done)).toMatchObject({
      status: "resolved",
      claimedBy: null,
      resolution: { ...resolution, verdict: "done", note: "wants an offer" },
    });
    for (const deed of ["claim", "release", "attempt", "done", "not-needed"] as const) {
      expect(does(done, 70, deed, "Lin")).toBe("resolved Ana");
    }
    const spam = lost(startStory(), 0, 1);
    expect(does(spam, 60, "not-needed")).toBe("taken");
    expect(row(spam).resolution).toEqual({ ...resolution, verdict: "not-needed", note: null });
  });

  test("[A2] resolved by hand, a caller who is lost again has a new row", () => {
    const story = lost(startStory(), 0, 1);
    does(story, 60, "done");
    lost(story, 100, 2);
    expect(story.board().missed.map(({ status, callIds }) => [status, callIds])).toEqual([
      ["open", [callId(2)]],
      ["resolved", [callId(1)]],
    ]);
  });

  test("[A4] reopened, a row waits again; only the caller's last one can be", () => {
    const story = lost(startStory(), 0, 1);
    expect(does(story, 50, "reopen")).toBe("as-it-was null");
    does(story, 60, "done");
    expect(does(story, 70, "reopen", "Lin")).toBe("taken");
    expect(row(story)).toMatchObject({ status: "open", resolution: null, changes: 2 });
    does(story, 80, "done");
    const { id, changes } = row(story);
    lost(story, 100, 2);
    for (const deed of ["reopen", "undo"] as const) {
      expect(does(story, 200, deed, "Ana", { id, seen: changes })).toBe("newer-row null");
    }
  });

  test("[A4] an undo takes back one change after the other, each as it was seen", () => {
    const story = lost(startStory(), 0, 1);
    expect(does(story, 50, "undo")).toBe("as-it-was null");
    does(story, 60, "claim");
    does(story, 70, "attempt");
    does(story, 80, "done", "Ana", { note: "spoke" });
    expect(does(story, 90, "undo", "Lin", { seen: 2 })).toBe("changed Ana");
    expect(does(story, 91, "undo", "Lin")).toBe("taken");
    expect(row(story)).toMatchObject({ status: "claimed", claimedBy: "Ana", resolution: null, changes: 4 });
    expect(row(story).attempts).toHaveLength(1);
    expect(does(story, 92, "undo")).toBe("taken");
    expect(row(story).attempts).toEqual([]);
    expect(does(story, 93, "undo")).toBe("taken");
    expect(row(story)).toMatchObject({ status: "open", claimedBy: null, changes: 6, undoable: false });
    expect(does(story, 94, "undo")).toBe("as-it-was null");
  });

  test("[A5] a call that reaches the caller closes the row by itself, and says how", () => {
    const story = lost(startStory(), 0, 1);
    does(story, 60, "claim");
    const words = outboundCall(callId(2), caller);
    story.tell(100, words.dials("201")).tell(110, words.answers("201"));
    expect(row(story)).toMatchObject({
      status: "resolved",
      claimedBy: null,
      resolution: { how: "called-back", at: isoAfter(110), by: null, callId: callId(2), verdict: null, note: null },
      changes: 2,
    });
    expect(does(story, 120, "undo", "Lin")).toBe("taken");
    expect(row(story)).toMatchObject({ status: "claimed", claimedBy: "Ana", resolution: null });
  });

  test("[A5] what is resolved stays as it was resolved, whoever calls later; and keeps its identity", () => {
    const story = lost(startStory(), 0, 1);
    does(story, 60, "done");
    const resolved = row(story);
    const words = outboundCall(callId(2), caller);
    story.tell(100, words.dials("201")).tell(110, words.answers("201"));
    expect(row(story)).toBe(resolved);
    lost(story, 200, 3);
    expect(story.board().missed).toHaveLength(2);
    expect(story.board().missed[1]).toBe(resolved);
  });

  test("[A5] an automatic closing that was taken back does not come back by itself; the next call closes it", () => {
    for (const deed of ["undo", "reopen"] as const) {
      const story = lost(startStory(), 0, 1);
      const rings = inboundCall(callId(2), caller);
      story.tell(100, rings.reaches("201", "ext")).tell(110, rings.answers("201", 1));
      expect(row(story).resolution?.how).toBe("rang-again");
      does(story, 120, deed);
      // A late fact of that call reads its caller's history again.
      story.tell(130, rings.ends("201", 1), rings.recording("201", 1)).wait(3600);
      expect(row(story)).toMatchObject({ status: "open", resolution: null });
      lost(story, 4000, 3);
      expect(row(story)).toMatchObject({ status: "open", count: 2 });
      const words = outboundCall(callId(4), caller);
      story.tell(5000, words.dials("201")).tell(5010, words.answers("201"));
      expect(row(story)).toMatchObject({ status: "resolved", count: 2 });
    }
  });

  test("[A6] what is still to be dealt with survives midnight as it is, and what was resolved leaves", () => {
    const story = lost(startStory(), 0, 1);
    lost(story, 40, 2, "05559998877");
    lost(story, 80, 3, "anonymous");
    const [withheld, other, first] = story.board().missed.map(({ id }) => id) as [string, string, string];
    does(story, 200, "done", "Ana", { id: withheld });
    const rings = inboundCall(callId(4), caller);
    story.tell(300, rings.reaches("201", "ext")).tell(310, rings.answers("201", 1)).tell(320, rings.ends("201", 1));
    does(story, 400, "reopen", "Ana", { id: first });
    does(story, 500, "attempt", "Lin", { id: first, note: "no answer" });
    const [before] = story.board().missed.filter(({ id }) => id === first);
    const kept = story.wait(midnight + 1).board().missed;
    expect(kept.map(({ id }) => id)).toEqual([other, first]);
    expect(kept[1]).toEqual(before);
    expect(kept[1]).toMatchObject({ status: "claimed", claimedBy: "Lin", changes: 3, undoable: true });
    expect(does(story, midnight + 60, "undo", "Lin", { id: first, seen: 3 })).toBe("taken");
    expect(story.board().missed[1]).toMatchObject({ status: "open", attempts: [] });
    expect(verdictOn(story.state(), act(story, "reopen", "Ana", { id: withheld })).is).toBe("gone");
  });

  test("[A6] a restart after midnight brings back nothing that left", () => {
    const story = lost(startStory(), midnight - 600, 1);
    does(story, midnight - 300, "done");
    story.wait(midnight + 60);
    expect(story.board().missed).toEqual([]);
    const loaded = loadBoard(saveBoard(story.state()), defaultSettings);
    expect(loaded === null ? null : viewBoard(loaded).missed).toEqual([]);
  });

  test("[A6] a late fact after midnight brings back nothing that left", () => {
    const story = lost(startStory(), midnight - 600, 1);
    does(story, midnight - 300, "done");
    story.tell(midnight + 60, inboundCall(callId(1), caller).reaches("202", "ext"));
    expect(story.board().missed).toEqual([]);
  });

  test("[A7] withheld callers have a row a call, and each is dealt with for itself", () => {
    const story = lost(startStory(), 0, 1, "anonymous");
    lost(story, 40, 2, "anonymous");
    const [second, first] = story.board().missed.map(({ id }) => id) as [string, string];
    does(story, 100, "claim", "Ana", { id: first });
    expect(does(story, 110, "done", "Lin", { id: second })).toBe("taken");
    expect(story.board().missed.map(({ status }) => status)).toEqual(["resolved", "claimed"]);
  });

  test("[A7] the feed tells a caller's number late: what was done stays with the row", () => {
    const words = inboundCall(callId(1), caller);
    const story = lost(startStory(), 0, 1, "");
    does(story, 60, "claim");
    story.tell(70, words.lost("820"));
    expect(row(story)).toMatchObject({ caller, status: "claimed", claimedBy: "Ana", changes: 1 });
  });

  test("[A7] a deed belongs to the row that holds the call it names, first of its row or not", () => {
    const story = lost(startStory(), 0, 1);
    lost(story, 100, 2);
    const { id } = row(story);
    expect(does(story, 200, "claim", "Ana", { id: `${callId(2)}@${storyStart + 130_000}` })).toBe("taken");
    expect(row(story)).toMatchObject({ id, count: 2, status: "claimed", callIds: [callId(1), callId(2)] });
  });

  test("[A7] a call that proves answered after all takes what was done about it with it", () => {
    const words = inboundCall(callId(1), caller);
    const story = lost(startStory(), 0, 1);
    does(story, 60, "claim");
    story.tell(70, words.recording("201", 0));
    expect(story.board().missed).toEqual([]);
  });

  test("[A1] an act for a row that is not there changes nothing but the position", () => {
    const story = lost(startStory(), 0, 1);
    for (const id of ["", "@", `${callId(1)}@`, `${callId(1)}@${storyStart}`, `${callId(9)}@1`, "__proto__@1"]) {
      const before = story.wait(60).state();
      const wanted = act(story, "claim", "Ana", { id });
      expect(verdictOn(before, wanted)).toEqual({ is: "gone" });
      story.act(60, wanted);
      expect(story.board()).toEqual({ ...viewBoard(before), rev: before.rev + 1 });
    }
  });

  test("[A1] an act is no sign of life of the phone system, and no delivery", () => {
    const story = lost(startStory(), 0, 1);
    const { feed } = story.state();
    story.act(900, act(story, "claim"));
    expect(story.state().feed).toEqual(feed);
    expect(story.state().now).toBe(storyStart + 900_000);
  });
});
