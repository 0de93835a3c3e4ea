import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { foldEntry } from "#lib/board/fold.ts";
import type { CallersAnswer } from "#lib/protocol/api/call-answers.ts";
import { callersAnswer } from "#lib/protocol/api/call-answers.ts";
import { agentDay } from "#lib/protocol/api/desk-answers.ts";
import { inboundCall, isoAfter, outboundCall, type Story, startStory, storyStart } from "#lib/testing/story.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { createCallHistory } from "#server/history/call-history.ts";
import type { Answer } from "./answer.ts";
import { callersRoutes } from "./callers-routes.ts";
import type { ApiRequest } from "./route.ts";

const anywhere = { generation: 0, after: 0, upTo: 0 };

const brandt = "+49305554821";
const words = (running: number, caller = brandt) => inboundCall(`26030209000${running}_${running}`, caller);
const day = 86_400;

/** Told each its caller's whole life, then asked at `seconds`. */
function server(story: Story, seconds: number) {
  const archive = createMemoryArchive(defaultSettings);
  const now = () => storyStart + seconds * 1000;
  const history = createCallHistory({ state: story.state, now, archive });
  const routes = callersRoutes({ state: story.state, clock: { now }, history, notePerson: async () => undefined });
  const ask = async (path: string): Promise<Answer> => {
    const [name = "", query = ""] = path.split("?");
    const route = routes.find((one) => one.path === name);
    const request = { rest: "", query, address: "::1", principal: { is: "open" } } as ApiRequest;
    return (await route?.methods.GET?.handle(request)) ?? { status: 404, headers: {}, body: "" };
  };
  return {
    archive,
    ask,
    callers: async (...numbers: readonly string[]): Promise<CallersAnswer["callers"]> => {
      const { body } = await ask(`/api/callers?numbers=${numbers.map(encodeURIComponent).join(",")}`);
      return callersAnswer.parse(JSON.parse(body)).callers;
    },
  };
}

function spoken(call: ReturnType<typeof words>, from: number, story: Story): Story {
  return story
    .tell(from, call.reaches("820", "queue"), call.reaches("117", "ext"))
    .tell(from + 5, call.answers("117", 1))
    .tell(from + 65, call.ends("117", 1, { Duration: "01:00" }));
}

test("[O57] the call under way counts today, and is not the last conversation", async () => {
  const story = spoken(words(1), 0, startStory());
  story.tell(600, words(2).reaches("820", "queue")).tell(640, words(2).lost("820"));
  story.tell(900, words(3).reaches("820", "queue"), words(3).reaches("204", "ext"));
  const [caller] = await server(story, 901).callers(brandt);
  expect(caller).toMatchObject({
    number: brandt,
    callsToday: 3,
    missedBefore: 1,
    lastTalk: {
      callId: "260302090001_1",
      startedAt: isoAfter(0),
      at: isoAfter(5),
      direction: "inbound",
      agent: "117",
      talkSeconds: 60,
    },
  });
  expect(caller?.recent.map((call) => call.id)).toEqual(["260302090002_2", "260302090001_1"]);
  story.tell(905, words(3).answers("204", 1));
  expect((await server(story, 906).callers(brandt))[0]?.lastTalk?.agent).toBe("117");
});

test("[O57] an outbound conversation counts as one, and as no call of theirs", async () => {
  const out = outboundCall("260302090004_4", "0305554821");
  const story = startStory().tell(0, out.dials("204")).tell(9, out.answers("204"));
  story.tell(40, out.ends("204", 1, "Ok", "00:30"));
  const [caller] = await server(story, 60).callers("+49 30 555 4821");
  expect(caller).toMatchObject({ callsToday: 0, lastTalk: { direction: "outbound", agent: "204", talkSeconds: 30 } });
});

test("[O57] of a withheld or unknown number nothing is known, in the order asked for", async () => {
  const withheld = words(1, "anonymous");
  const story = spoken(withheld, 0, startStory());
  const nothing = { name: null, callsToday: 0, lastTalk: null, missedBefore: 0, recent: [] };
  expect(await server(story, 100).callers("anonymous", "0123456789")).toEqual([
    { number: "anonymous", ...nothing },
    { number: "0123456789", ...nothing },
  ]);
});

test("[O57] days later the archive remembers; today begins at midnight", async () => {
  const story = spoken(words(1), 0, startStory()).wait(3 * day);
  const { archive, callers } = server(story, 3 * day);
  const yesterday = spoken(words(1), 0, startStory()).state();
  archive.take([...yesterday.calls.values()], [], anywhere);
  expect([...story.state().calls.values()]).toEqual([]);
  const [caller] = await callers(brandt);
  expect(caller).toMatchObject({ callsToday: 0, lastTalk: { agent: "117", at: isoAfter(5) } });
  expect(caller?.recent).toHaveLength(1);
});

test("[O57] a faithful caller is counted beyond one page, and only five calls are told", async () => {
  let story = spoken(words(1), 0, startStory());
  for (let i = 0; i < 130; i++) {
    const call = inboundCall(`260302100000_${i + 10}`, brandt);
    story = story.tell(100 + i * 60, call.reaches("820", "queue")).tell(110 + i * 60, call.lost("820"));
  }
  const [caller] = await server(story, 9000).callers(brandt);
  expect(caller).toMatchObject({ callsToday: 131, missedBefore: 130, lastTalk: { agent: "117" } });
  expect(caller?.recent).toHaveLength(5);
});

test("[O57] an extension that calls is not everybody whose number ends like it", async () => {
  const story = spoken(words(1, "05552204"), 0, startStory());
  expect((await server(story, 100).callers("204"))[0]).toMatchObject({ callsToday: 0, lastTalk: null });
});

test("[O57] the operator's name for a caller stands before the feed's", async () => {
  const story = spoken(words(1), 0, startStory());
  const named = foldEntry(story.state(), {
    seq: 99,
    at: storyStart + 80_000,
    act: { of: "contacts", by: "Ana", put: [{ number: "030 5554821", name: "Brandt GmbH" }], gone: [] },
  });
  expect((await server({ ...story, state: () => named }, 100).callers(brandt))[0]?.name).toBe("Brandt GmbH");
});

test("[O57] at most fifty numbers, and at least one", async () => {
  const { ask } = server(startStory(), 0);
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => 100_000_000 + i).join(",");
  expect((await ask(`/api/callers?numbers=${numbers(50)}`)).status).toBe(200);
  for (const query of [`numbers=${numbers(51)}`, "numbers=", "numbers=,,", ""]) {
    expect((await ask(`/api/callers?${query}`)).status, query).toBe(400);
  }
});

test("[O56] an extension's day over HTTP", async () => {
  const { ask } = server(spoken(words(1), 0, startStory()), 100);
  const { body } = await ask("/api/desk?extension=117");
  expect(agentDay.parse(JSON.parse(body))).toMatchObject({ extension: "117", queues: ["820"], more: 0 });
  expect((await ask("/api/desk")).status).toBe(400);
});
