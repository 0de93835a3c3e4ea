import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { foldEntries } from "#lib/board/fold.ts";
import { byGet, byPost, type Delivery } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { createIntake } from "./http/intake.ts";
import { createMemoryJournal } from "./journal/memory-journal.ts";
import { createLogger } from "./log.ts";
import { createProjector } from "./projector/projector.ts";
import { readingOnce } from "./reading-once.ts";

const log = createLogger("silent");

test("[R12] the answer and the board go by one reading of a delivery", async () => {
  const clock = { now: () => 0 };
  const seen: Delivery[] = [];
  const read = readingOnce((delivery) => {
    seen.push(delivery);
    return parseDelivery(delivery);
  });
  const journal = createMemoryJournal(clock);
  const projector = createProjector({
    journal,
    clock,
    settings: defaultSettings,
    fingerprint: "this",
    log,
    fold: (state, entries) => foldEntries(state, entries, read),
  });
  await projector.start();
  const intake = createIntake({ journal, log, parse: read });
  const deliveries = [
    byGet("event=ringing&user=804&usertype=queue&callerid=420774851001&did=&id=230102104542_1-0"),
    byPost("nonsense"),
  ];
  const answers = await Promise.all(deliveries.map((delivery) => intake.take(delivery)));
  expect(answers.map(({ status }) => status)).toEqual([200, 400]);
  expect(projector.state().feed).toMatchObject({ received: 2, refused: 1 });
  expect(projector.state().calls.has("230102104542_1")).toBe(true);
  expect(seen).toEqual(deliveries);
  await projector.stop();
});

test("[R12] readings that nobody asks for again do not pile up", () => {
  let count = 0;
  const read = readingOnce((delivery) => {
    count += 1;
    return parseDelivery(delivery);
  });
  const unsaved = Array.from({ length: 10_001 }, () => byGet("event=ringing"));
  for (const delivery of unsaved) read(delivery);
  const first = unsaved.slice(0, 100);
  for (const delivery of first) read(delivery);
  expect(count).toBe(unsaved.length + first.length);
});
