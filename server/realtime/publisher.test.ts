import { expect, test } from "vitest";
import type { Act } from "#lib/board/act.ts";
import { inboundCall, startStory } from "#lib/testing/story.ts";
import { createPublisher } from "./publisher.ts";

test("[D4] the position of the last correction travels when it moves", () => {
  const story = startStory();
  const publisher = createPublisher({
    epoch: "a",
    servedBy: { sample: false, build: "1" },
    state: story.state(),
    nameOf: (id) => id,
  });
  publisher.serve({ of: "whole" });
  const published = () => publisher.publish(story.state()).map(({ content }) => content);
  const listing: Act = {
    of: "directory",
    by: "Ana",
    put: [{ number: "820", kind: "queue", name: "Sales" }],
    gone: [],
  };
  story.act(0, listing);
  expect(published()).toMatchObject([{ settingsRev: 1 }]);
  expect(publisher.snapshot({ of: "whole" }).board.settingsRev).toBe(1);
  story.tell(1, inboundCall("260302090000_1").reaches("820", "queue"));
  expect(published()).toMatchObject([{ from: 1, settingsRev: undefined }]);
  story.act(2, { ...listing, put: [], gone: ["820"] });
  expect(published()).toMatchObject([{ settingsRev: 3 }]);
});
