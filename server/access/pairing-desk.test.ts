import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createPairingDesk } from "./pairing-desk.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";

describe.each(places)("codes of TVs, kept in $name", ({ makePlace }) => {
  let place: PlaceUnderTest;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(() => place.remove());

  async function openDesk(time = createVirtualTime(0)) {
    return createPairingDesk((await place.home(time)).fleeting, time);
  }

  test("[V9] however many ask, a thousand codes wait at most, and the oldest goes first", async () => {
    const time = createVirtualTime(0);
    const { fleeting } = await place.home(time);
    const desk = createPairingDesk(fleeting, time);
    const next = () => {
      time.pass(1);
      return desk.open(null);
    };
    const [first, second] = [await next(), await next()];
    await fleeting.run(
      `INSERT INTO pairing WITH RECURSIVE count (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < 998)
       SELECT 'X' || n, ?, 700000, NULL FROM count`,
      [Buffer.of(0)],
    );
    expect([await desk.waits(first.code), await desk.waits("X998")]).toEqual([true, true]);
    const last = await next();
    expect(await desk.waits(first.code)).toBe(false);
    expect(await desk.look(first.secret)).toEqual({ is: "gone" });
    for (const code of [second.code, "X1", last.code]) expect(await desk.waits(code)).toBe(true);
  });

  test("[V9] a code ends after ten minutes, or with the browser's next one", async () => {
    const time = createVirtualTime(0);
    const desk = await openDesk(time);
    const first = await desk.open(null);
    const second = await desk.open(first.secret);
    expect([await desk.waits(first.code), await desk.waits(second.code)]).toEqual([false, true]);
    time.pass(10 * 60_000);
    expect(await desk.approve(second.code, "s1")).toBe(false);
    expect(await desk.look(second.secret)).toEqual({ is: "gone" });
  });

  test("[V8] a secret is its own browser's: of the right code, and right to its last sign", async () => {
    const desk = await openDesk();
    const { code, secret } = await desk.open(null);
    for (const wrong of ["", code, `${code}.`, `${secret}A`, secret.slice(0, -1), `CCCCCC${secret.slice(6)}`, "\0"]) {
      expect(await desk.look(wrong)).toEqual({ is: "gone" });
      await desk.open(wrong);
    }
    expect(await desk.look(secret)).toEqual({ is: "pending", code, expiresAt: 600_000 });
    const approvals = await Promise.all(["s1", "s1"].map((id) => desk.approve(code, id)));
    expect(approvals.sort()).toEqual([false, true]);
    expect(await desk.approve(code, "s2")).toBe(false);
    expect(await desk.look(secret)).toEqual({ is: "approved", screenId: "s1" });
  });
});
