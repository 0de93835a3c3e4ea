import { expect, test } from "vitest";
import { agentStatus, before, liveCall, missedCaller, queueStatus } from "#lib/testing/board-records.ts";
import { ringingPhones } from "#lib/wall/ringing.ts";
import { myCallBacks } from "./call-backs.ts";
import { nextWaiting, pressingQueues, ringingColleagues } from "./queue-rows.ts";

const sales = queueStatus({ queue: "820", name: "Sales" });
const support = queueStatus({ queue: "821" });
const numbers = (rows: readonly { readonly queue: string }[]) => rows.map(({ queue }) => queue);

test("[O62] my queues are those my phone was called for; all of them by choice, or where it has none", () => {
  const pressing = (mine: readonly string[], choice: "mine" | "all") =>
    numbers(pressingQueues([sales, support], mine, choice));
  expect(pressing(["821"], "mine")).toEqual(["821"]);
  expect(pressing(["821"], "all")).toEqual(["820", "821"]);
  expect(pressing([], "mine")).toEqual(["820", "821"]);
});

test("[O62] colleagues who ring for those queues, never my own phone nor another's direct call", () => {
  const agents = ["201", "202", "203", "204"].map((extension) => {
    return agentStatus({ extension, state: "ringing", callId: extension });
  });
  const calls = [
    liveCall({ id: "201", state: "ringing", queue: "820" }),
    liveCall({ id: "202", state: "ringing", queue: "820" }),
    liveCall({ id: "203", state: "ringing", queue: "821" }),
    liveCall({ id: "204", state: "ringing" }),
  ];
  const phones = ringingPhones(agents, calls, [sales, support]);
  expect(ringingColleagues(phones, "201", [sales]).map((phone) => phone.extension)).toEqual(["202"]);
});

test("[O58] the next one waiting is who waits longest in that queue besides the call in hand", () => {
  const waits = (id: string, seconds: number, fields = {}) =>
    liveCall({ id, queue: "820", state: "queued", waitingSince: before(seconds), ...fields });
  const calls = [
    waits("mine", 99, { state: "ringing" }),
    waits("long", 60, { uncertain: true }),
    waits("other", 70, { queue: "821" }),
    waits("talks", 80, { state: "answered" }),
    waits("short", 10),
    waits("next", 50),
  ];
  expect(nextWaiting(calls, "820", "mine")?.id).toBe("next");
  expect(nextWaiting(calls.slice(0, 4), "820", "mine")).toBe(null);
});

test("[O64] mine to call back: who rang my phone, and whom I have taken, oldest first", () => {
  const rows = [
    missedCaller({ id: "rang", rang: ["201"], firstAt: before(10) }),
    missedCaller({ id: "older", rang: ["202", "201"], firstAt: before(99) }),
    missedCaller({ id: "others", rang: ["202"] }),
    missedCaller({ id: "done", rang: ["201"], status: "resolved" }),
    missedCaller({ id: "taken", status: "claimed", claimedBy: "Omar", firstAt: before(50) }),
    missedCaller({ id: "theirs", status: "claimed", claimedBy: "Ana" }),
  ];
  expect(myCallBacks(rows, "201", (row) => row.claimedBy === "Omar").map((row) => row.id)).toEqual([
    "older",
    "taken",
    "rang",
  ]);
  expect(myCallBacks(rows, "201", () => false).map((row) => row.id)).toEqual(["older", "rang"]);
});
