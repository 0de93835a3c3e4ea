import { expect, test } from "vitest";
import type { Act } from "#lib/board/act.ts";
import { inboundCall, startStory } from "#lib/testing/story.ts";
import { createPublisher } from "./publisher.ts";

test("[D4] the position of the last correction travels when it moves", () => {
  const story = startStory();
  const site = { place: "Here", sample: false, build: "1" };
  const publisher = createPublisher({ epoch: "a", site, state: story.state() });
  const listing: Act = {
    of: "directory",
    by: "Ana",
    put: [{ number: "820", kind: "queue", name: "Sales" }],
    gone: [],
  };
  expect(publisher.publish(story.act(0, listing).state())?.settingsRev).toBe(1);
  expect(publisher.snapshot().board.settingsRev).toBe(1);
  const told = story.tell(1, inboundCall("260302090000_1").reaches("820", "queue"));
  expect(publisher.publish(told.state())?.settingsRev).toBeUndefined();
  expect(publisher.publish(story.act(2, { ...listing, put: [], gone: ["820"] }).state())?.settingsRev).toBe(3);
});
