import { expect, test } from "vitest";
import { openClosedOffice } from "./office-under-test.ts";

test("[L19] who has no account is told which parts are well, and no figure", async () => {
  const office = await openClosedOffice(null);
  await office.tell("event=ringing&user=804&usertype=queue&callerid=1&id=230102104542_1-0");
  const well = { ok: true };
  expect(await office.get("/api/health")).toEqual({
    status: "ok",
    parts: {
      serving: well,
      journal: well,
      projector: well,
      archive: well,
      realtime: well,
      screens: well,
      pages: null,
      eventLoop: { ok: expect.any(Boolean) },
      disk: null,
      backups: null,
    },
  });
  const agent = await office.as("agent");
  expect(await agent.get("/api/health")).toMatchObject({ status: "ok", sinceStart: { received: 1 } });
  await office.stop();
});
