import { expect, test } from "vitest";
import { agentStatus, before, liveCall, missedCaller } from "#lib/testing/board-records.ts";
import { countCallBacks, countNotOnCall, countWaiting, waitingCallers } from "./headline.ts";

test("[W3] who is queued or whose call rings waits for a person; who is in a menu, or talks, does not", () => {
  const calls = [
    liveCall({ id: "queued", state: "queued", waitingSince: before(20) }),
    liveCall({ id: "ringing", state: "ringing", waitingSince: before(50) }),
    liveCall({ id: "menu", state: "ivr" }),
    liveCall({ id: "talking", state: "answered", agent: "117" }),
    liveCall({ id: "handed on", state: "transferred", agent: "117" }),
    liveCall({ id: "out", state: "dialing", direction: "outbound" }),
  ];
  expect(waitingCallers(calls).map((call) => call.id)).toEqual(["ringing", "queued"]);
  expect(countWaiting(calls)).toEqual({ count: 2, since: before(50) });
});

test("[W3] a call nobody has heard of for long is not counted as waiting", () => {
  expect(countWaiting([liveCall({ uncertain: true, waitingSince: before(4000) })])).toEqual({ count: 0, since: null });
});

test("[W3] a call that rings at a phone without a queue waits since it came", () => {
  expect(countWaiting([liveCall({ state: "ringing", startedAt: before(9) })])).toEqual({ count: 1, since: before(9) });
});

test("[W5] not on a call is who neither rings nor talks nor dials", () => {
  const agents = (["idle", "ringing", "talking", "dialing", "idle"] as const).map((state) => agentStatus({ state }));
  expect(countNotOnCall(agents)).toBe(2);
});

test("[W6] to call back are those with a number who are not resolved, claimed or not, the oldest since he was first lost", () => {
  const missed = [
    missedCaller({ id: "new", firstAt: before(60), lastAt: before(60) }),
    missedCaller({ id: "again", firstAt: before(3000), lastAt: before(10), status: "claimed" }),
    missedCaller({ id: "done", firstAt: before(9000), status: "resolved" }),
    missedCaller({ id: "withheld", caller: "", firstAt: before(8000) }),
  ];
  expect(countCallBacks(missed)).toEqual({ count: 2, since: before(3000) });
  expect(countCallBacks([])).toEqual({ count: 0, since: null });
});
