import { afterEach, expect, test } from "vitest";
import { keepSharedSecret } from "./access-secret.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";

let place: PlaceUnderTest;
afterEach(() => place.remove());

test("[L408] servers that start at once on one database keep tokens with one secret, which none makes anew", async () => {
  const [, { makePlace }] = places;
  place = await makePlace();
  const start = async () => keepSharedSecret(await place.open());
  const secrets = await Promise.all([start(), start(), start()]);
  expect(secrets[0]).toMatch(/^[\w-]{43}$/);
  expect(new Set([...secrets, await start()]).size).toBe(1);
});
