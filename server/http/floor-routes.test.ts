import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { floorAnswer } from "#lib/protocol/api/report-answers.ts";
import { inboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { floorRoutes } from "./floor-routes.ts";

test("[O22] the floor is told as of the moment it is asked for, in the form screens read", async () => {
  const call = inboundCall("260302090000_1");
  const story = startStory().tell(0, call.reaches("820", "queue"), call.reaches("201", "ext"));
  const clock = { now: () => storyStart + 50_000 };
  const [route] = floorRoutes({ state: story.state, clock });
  const message = {} as IncomingMessage;
  const asker = { rest: "", query: null, address: "127.0.0.1", principal: { is: "open" }, message } as const;
  const answer = await route?.methods.GET?.handle(asker);
  const floor = floorAnswer.parse(JSON.parse(answer?.body ?? ""));
  expect(floor.at).toBe(new Date(storyStart + 50_000).toISOString());
  // The ring ran out after 45 s, by time alone.
  expect(floor.rangOut).toMatchObject([{ extension: "201", count: 1 }]);
  expect(floor.trends[0]?.waiting.at(-1)).toBe(1);
});
