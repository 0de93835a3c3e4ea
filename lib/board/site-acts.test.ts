import { expect, test } from "vitest";
import { inboundCall, startStory } from "#lib/testing/story.ts";
import type { Act } from "./act.ts";
import { defaultSettings } from "./board-settings.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { defaultSite, type SiteSettings } from "./site-settings.ts";
import { viewBoard } from "./view-board.ts";

const sets = (put: Partial<SiteSettings>): Act => ({ of: "site", by: "Ana", put });
const limits = (part: Partial<SiteSettings["limits"]>) => sets({ limits: { ...defaultSite.limits, ...part } });

/** Two queues, in each of which somebody is answered after 30 s. */
function story() {
  const told = startStory();
  for (const [n, queue] of ["820", "821"].entries()) {
    const words = inboundCall(`26030209000${n}_${n}`, `0555222113${n}`);
    told.tell(100 * n, words.reaches(queue, "queue"));
    told.tell(100 * n + 30, words.answers("201", 1)).tell(100 * n + 60, words.ends("201", 1));
  }
  return told;
}

test("[U6] limits of the site count the passages of queues without rules of their own anew, and of no other", () => {
  const told = story();
  const levels = () => told.board().queues.map(({ serviceLevel }) => serviceLevel);
  told.act(300, { of: "queue", by: "Ana", queue: "821", rules: { targets: defaultSettings.targets, hours: null } });
  expect(levels()).toEqual([0, 0]);
  told.act(310, limits({ answerWithin: 30 }));
  expect(levels()).toEqual([1, 0]);
  told.act(320, { of: "queue", by: "Ana", queue: "821", rules: null });
  expect(levels()).toEqual([1, 1]);
  told.act(330, limits({ answerWithin: 29 }));
  expect(levels()).toEqual([0, 0]);
});

test("[U7] a setting moves settingsRev when it changes, and no figure where it is none of the targets", () => {
  const told = story();
  const before = told.board();
  told.act(300, sets({ place: "North office", hours: [], masking: "all", keep: { rawDays: 1, callMonths: 1 } }));
  const after = told.board();
  expect(after.settingsRev).toBe(after.rev);
  expect({ ...after, rev: 0, at: "", settingsRev: 0 }).toEqual({ ...before, rev: 0, at: "", settingsRev: 0 });
  told.act(310, sets({ place: "North office" }), limits({}), sets({}));
  expect(told.board().settingsRev).toBe(after.settingsRev);
  expect(told.state().settings.site).toMatchObject({ place: "North office", worksCouncil: false });
});

test("[U8] what was set outweighs the start, also after a restart with another one", () => {
  const told = story().act(300, limits({ answerWithin: 30 }), sets({ place: "North office" }));
  const site = {
    ...defaultSite,
    place: "South office",
    worksCouncil: true,
    limits: { ...defaultSite.limits, answerWithin: 7 },
  };
  const loaded = loadBoard(saveBoard(told.state()), { ...defaultSettings, site });
  if (loaded === null) throw new Error("the checkpoint is of this reading");
  expect(viewBoard(loaded)).toEqual(told.board());
  expect(loaded.settings.site).toMatchObject({ place: "North office", worksCouncil: true });
  expect(loaded.settings.targets.answerWithin).toBe(30);
});
