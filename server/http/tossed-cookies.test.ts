import { expect, test } from "vitest";
import { openClosedOffice, postTo } from "./office-under-test.ts";

test("[L302] over HTTPS a TV's code is its own alone: one that plain HTTP could have set is none", async () => {
  const office = await openClosedOffice(null, {}, { publicUrl: "https://board.example" });
  const { headers } = await postTo(office.url, "/api/pairing", {});
  const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
  expect(cookie).toMatch(/^__Host-ringside-pairing=/);
  const look = async (given: string) =>
    (await (await fetch(`${office.url}/api/pairing`, { headers: { cookie: given } })).json()).state;
  // Whoever set that one could collect the screen that somebody approves for the TV.
  expect([await look(cookie), await look(cookie.replace("__Host-", ""))]).toEqual(["pending", "gone"]);
  await office.stop();
});
