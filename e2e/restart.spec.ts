import { networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { wallPage } from "./wall-page.ts";

test.describe("a server that ends and comes back", () => {
  test.use({ expectedErrors: networkFails });

  test("[T12] killed in the middle of calls, it knows all of them, and the wall goes on by itself", async ({
    page,
    server,
    phones,
  }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const missed = phones.inbound("05552221144");
    await missed.entersQueue("821");
    await missed.isLostAt("821");
    const talking = phones.inbound("05552221155");
    await talking.entersQueue("820");
    await talking.rings("204");
    await talking.isAnsweredBy("204");
    const ringing = phones.inbound("05552221133");
    await ringing.entersQueue("820");
    await ringing.rings("117");
    await expect(wall.ringing("117")).toBeVisible();

    const { at: _then, ...before } = await server.board();
    await server.kill();
    await server.start();
    const { at: _now, ...after } = await server.board();
    expect(after).toEqual(before);

    await ringing.isAnsweredBy("117");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "talking");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "talking");
    await expect(wall.numeral("call-back")).toHaveText("1");
    await talking.ends("204", "00:05");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "idle");
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
  });

  test("[T12] asked to stop, it ends cleanly within 5 s, a screen attached, and loses nothing", async ({
    page,
    server,
    phones,
  }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await expect(wall.numeral("waiting")).toHaveText("1");
    const { at: _then, ...before } = await server.board();
    const asked = Date.now();
    expect(await server.stop()).toBe(0);
    expect(Date.now() - asked).toBeLessThan(5_000);
    await server.start();
    const { at: _now, ...after } = await server.board();
    expect(after).toEqual(before);
    await call.rings("117");
    await expect(wall.ringing("117")).toBeVisible();
  });
});
