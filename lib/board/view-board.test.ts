import { expect, test } from "vitest";
import { inboundCall, startStory } from "#lib/testing/story.ts";

test("[B12] queues and agents stand by number, however long: digits before words", () => {
  const story = startStory();
  for (const [place, number] of ["1000", "99", "desk", "100"].entries()) {
    const call = inboundCall(`23010210454${place}_1${place}`, `0555222113${place}`);
    story.tell(place, call.reaches(`8${number}`, "queue"), call.reaches(number, "ext"));
  }
  const board = story.board();
  expect(board.agents.map(({ extension }) => extension)).toEqual(["99", "100", "1000", "desk"]);
  expect(board.queues.map(({ queue }) => queue)).toEqual(["899", "8100", "81000", "8desk"]);
});
