import { describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { recordOf } from "#lib/board/read-facts.ts";
import { byGet, type Delivery } from "#lib/pbx/delivery.ts";
import { callDetail } from "#lib/protocol/api/call-answers.ts";
import { inboundCall, isoAfter, post, storyStart } from "#lib/testing/story.ts";
import type { KnownCall } from "#server/archive/call-archive.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { callDetailRoutes } from "./call-detail-routes.ts";

const id = "260302090000_1";
const call = inboundCall(id);

type Told = readonly [seconds: number, delivery: Delivery];

/** The route over a journal that holds what was told, and the call as the board has it at the end. */
async function routeAfter(told: readonly Told[], recordingHosts: readonly string[] = []) {
  let now = storyStart;
  const journal = createMemoryJournal({ now: () => now });
  let state = emptyBoard(defaultSettings, storyStart);
  for (const [seconds, delivery] of told) {
    now = storyStart + seconds * 1000;
    state = foldEntry(state, await journal.append(delivery, null));
  }
  const history = {
    async call(wanted: string, startedAt: number | null): Promise<KnownCall | null> {
      const entry = state.calls.get(state.owners.get(wanted) ?? wanted);
      const record = entry === undefined ? null : recordOf(entry);
      if (entry === undefined || record === null) return null;
      if (startedAt !== null && Date.parse(record.startedAt) !== startedAt) return null;
      return { key: entry.key, record, call: entry };
    },
  };
  const [route] = callDetailRoutes({ state: () => state, clock: { now: () => now }, journal, history, recordingHosts });
  return async (query: string) => {
    const answer = await route?.methods.GET?.handle({
      rest: "",
      query,
      address: "",
      principal: { is: "open" },
      message: undefined as never,
    });
    if (answer === undefined) throw new Error("no route");
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
}

const answered: readonly Told[] = [
  [0, call.reaches("820", "queue")],
  [1, inboundCall("260302090001_2").reaches("820", "queue")],
  [2, call.reaches("201", "ext")],
  [5, call.answers("201", 1)],
  [65, call.ends("201", 1, { Duration: "01:00" })],
  [67, call.recording("201", 1)],
];

describe("[O82] GET /api/call", () => {
  test("[O82] tells the call, its parts, its recordings and what the phone system said of it, as it came", async () => {
    const ask = await routeAfter(answered);
    const { status, body } = await ask(`id=${id}`);
    expect(status).toBe(200);
    const detail = callDetail.parse(body);
    expect(detail.call).toMatchObject({ id, state: "completed", legs: [{ agent: "201", talkSeconds: 60 }] });
    expect(detail.timeline.map(({ kind }) => kind)).toEqual(["queue", "ring", "talk"]);
    expect(detail.deliveries?.map(({ seq }) => seq)).toEqual([1, 3, 4, 5, 6]);
    expect(detail.deliveries?.[0]).toMatchObject({ method: "POST", body: answered[0]?.[1].body });
    expect(detail).toMatchObject({ uncertain: false, allDeliveries: true, timeZone: "UTC", adopted: [] });
  });

  test("[O82] repeats of its events belong to it, what only looks alike does not", async () => {
    const ask = await routeAfter([
      ...answered,
      [70, call.recording("201", 1)],
      [71, post({ Event: "ringing", User: "820", Callerid: "5", Usertype: "queue", Id: "260302090000_11-0" })],
      [72, byGet(`event=coffee&id=${id}-0`)],
    ]);
    const { body } = await ask(`id=${id}`);
    expect(callDetail.parse(body).deliveries?.map(({ seq }) => seq)).toEqual([1, 3, 4, 5, 6, 7]);
  });

  test("[O82] a payload that lost its quote and first digit is found all the same", async () => {
    const broken = `{"Event": "ringing", "Callerid": "05552221133", "User": "820", "Usertype": "queue", "Did": "", "Id": ${id.slice(1)}-0"}`;
    const ask = await routeAfter([[0, { method: "POST", contentType: null, body: broken, query: null }]]);
    const { body } = await ask(`id=${id}`);
    expect(callDetail.parse(body).deliveries).toMatchObject([{ body: broken }]);
  });

  test("[O82] what the feed told under another id is part of it, and that is said", async () => {
    const ask = await routeAfter([
      ...answered.slice(0, 4),
      [
        65,
        post({
          Event: "incoming",
          User: "201",
          Finishtype: "Ok",
          Transfer: "False",
          Duration: "01:00",
          Callerid: "05552221133",
          Did: "",
          Id: "260302090009_9-1",
        }),
      ],
    ]);
    const { body } = await ask(`id=${id}`);
    const detail = callDetail.parse(body);
    expect(detail.call).toMatchObject({ state: "completed", linked: true });
    expect(detail.adopted).toEqual([{ id: "260302090009_9", by: "fallback" }]);
    expect(detail.deliveries?.map(({ seq }) => seq)).toEqual([1, 3, 4, 5]);
  });

  test("[O82] a call without a sign of life is told to be uncertain", async () => {
    const ask = await routeAfter([
      [0, call.reaches("800", "other")],
      [3600, byGet("event=coffee&id=260302100000_9-0")],
    ]);
    expect((await ask(`id=${id}`)).body).toMatchObject({ uncertain: false, call: { state: "unknown" } });
    const sooner = await routeAfter([
      [0, call.reaches("800", "other")],
      [700, byGet("event=coffee&id=260302100000_9-0")],
    ]);
    expect((await sooner(`id=${id}`)).body).toMatchObject({ uncertain: true, call: { state: "ivr" } });
  });

  test("[O82] `started` tells calls of one id apart, and forgives that a call began sooner than was known", async () => {
    const ask = await routeAfter(answered);
    expect(await ask(`id=${id}&started=${isoAfter(0)}`)).toMatchObject({ status: 200 });
    expect(await ask(`id=${id}&started=${isoAfter(20)}`)).toMatchObject({ status: 200 });
    expect(await ask(`id=${id}&started=${isoAfter(3600)}`)).toMatchObject({ status: 404 });
  });

  test.each([
    ["id=260302090000_7", 404, "No such call is known."],
    ["", 400, "id is missing."],
    [`id=${"9".repeat(65)}`, 400, "id is too long."],
    [`id=${id}&started=yesterday`, 400, "started must be an ISO 8601 time, with its zone."],
  ])("[O82] %s: %i, in a sentence", async (query, status, detail) => {
    const ask = await routeAfter(answered);
    expect(await ask(query)).toMatchObject({ status, body: { detail } });
  });
});

describe("[O83] recordings", () => {
  const recorded = (...urls: readonly string[]): Told => [
    67,
    post({ Event: "recording", FileUrls: urls, User: "201", Callerid: "05552221133", Id: `${id}-1` }),
  ];
  const barred = async (url: string, hosts: readonly string[]) => {
    const ask = await routeAfter([...answered.slice(0, 5), recorded(url)], hosts);
    return callDetail.parse((await ask(`id=${id}`)).body).recordings.map((one) => one.barred);
  };

  test.each([
    [`https://pbx.example/rec/${id}-1-1.mp3`, null],
    [`https://PBX.example:8443/rec/${id}-1-1.mp3`, null],
    [`https://only.example:5001/${id}-1-1.mp3`, null],
    [`https://only.example/${id}-1-1.mp3`, "host-not-listed"],
    [`https://pbx.example.evil.example/${id}-1-1.mp3`, "host-not-listed"],
    [`https://pbx.example@evil.example/${id}-1-1.mp3`, "host-not-listed"],
    [`https://user@pbx.example/${id}-1-1.mp3`, "host-not-listed"],
    [`http://pbx.example/${id}-1-1.mp3`, "not-https"],
  ])("[O83] %s: %s", async (url, expected) => {
    expect(await barred(url, ["pbx.example", "only.example:5001"])).toEqual([expected]);
  });

  test("[O83] with no host listed, none is a link", async () => {
    expect(await barred(`https://pbx.example/${id}-1-1.mp3`, [])).toEqual(["host-not-listed"]);
  });
});
