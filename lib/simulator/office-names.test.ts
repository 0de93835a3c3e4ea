import { expect, test } from "vitest";
import { layOutCentre } from "./centre.ts";
import { nameOffice } from "./office-names.ts";
import { seededRandom } from "./random.ts";

test.each([
  { queues: 8, agents: 14 },
  { queues: 100, agents: 1000 },
])("[S10] every number of an office of $queues queues and $agents agents has a name of its own", (size) => {
  const centre = layOutCentre(size, seededRandom(1));
  const directory = nameOffice(centre);
  const names = [...directory.values()].map(({ name }) => name);
  expect(directory.size).toBe(size.queues + size.agents + centre.menus.length);
  expect(new Set(names).size).toBe(names.length);
  for (const { number } of centre.queues) expect(directory.get(number)?.kind).toBe("queue");
  for (const agent of centre.agents) expect(directory.get(agent)?.kind).toBe("agent");
});
