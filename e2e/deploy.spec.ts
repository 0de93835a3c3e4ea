import type { Page } from "@playwright/test";
import type { BoardServer } from "./board-server.ts";
import { networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { createOtherBuild } from "./other-build.ts";
import { wallPage } from "./wall-page.ts";

/** Has the page's chance always be the same. */
async function decideChance(page: Page, chance: number): Promise<void> {
  await page.addInitScript((fixed) => {
    Math.random = () => fixed;
  }, chance);
}

async function screensOf({ url }: BoardServer): Promise<number> {
  const answer = await fetch(`${url}/api/health`);
  return (await answer.json()).parts.realtime.screens;
}

test.describe("walls of a server that another build replaces", () => {
  test.use({ expectedErrors: networkFails });

  test("[P4] load themselves anew within a minute, each at its moment, and once", async ({ context, server }) => {
    await context.clock.install();
    const loads: number[] = [];
    const walls = await Promise.all(
      [0.1, 0.5, 0.9].map(async (chance, place) => {
        const page = await context.newPage();
        await decideChance(page, chance);
        await page.goto(`${server.url}/wall`);
        page.on("load", () => loads.push(place));
        return wallPage(page).wall;
      }),
    );
    const allAreBack = () => expect.poll(() => screensOf(server), { timeout: 20_000 }).toBe(walls.length);
    await allAreBack();
    const build = createOtherBuild("another-build");
    await server.stop();
    await server.start(build.folder);
    await allAreBack();

    // Their moments lie 5, 25 and 45 s ahead.
    for (let seconds = 0; seconds < 60; seconds += 5) {
      await context.clock.fastForward(5_000);
      await allAreBack();
    }
    await expect.poll(() => loads, { timeout: 15_000 }).toEqual([0, 1, 2]);
    await context.clock.fastForward(120_000);
    for (const wall of walls) await expect(wall).toHaveAttribute("data-freshness", "live");
    expect(loads).toEqual([0, 1, 2]);
    await context.close();
    await server.stop();
    build.discard();
  });
});

test.describe("a TV to which something brings the old page ever again", () => {
  const token = "x".repeat(40);
  test.use({
    environment: { RINGSIDE_ACCESS: "", RINGSIDE_SCREEN_TOKEN: token, RINGSIDE_SCREEN_NAME: "Lobby" },
    expectedErrors: /status of 40[14]/,
  });

  test("[P4] loads itself anew once an hour, and goes on showing its wall", async ({ page, server }) => {
    const wall = wallPage(page).wall;
    await page.clock.install();
    await decideChance(page, 0);
    await page.routeWebSocket(/socket\.io/, (socket) => {
      const line = socket.connectToServer();
      line.onMessage((message) => socket.send(String(message).replace(/"build":"[^"]*"/, '"build":"the next"')));
      socket.onMessage((message) => line.send(message));
    });
    let loads = 0;
    page.on("load", () => {
      if (page.url().includes("/wall")) loads += 1;
    });
    await page.goto(`${server.url}/tv#${token}`);
    await expect.poll(() => loads, { timeout: 15_000 }).toBe(2);
    // After five minutes of silence a wall would load itself anew for that.
    for (let minutes = 0; minutes < 56; minutes += 4) {
      await page.clock.fastForward(4 * 60_000);
      await expect(wall).toHaveAttribute("data-freshness", "live", { timeout: 15_000 });
    }
    expect(loads).toBe(2);
    await page.clock.fastForward(4 * 60_000);
    await expect.poll(() => loads, { timeout: 15_000 }).toBe(3);
    await expect(wall).toHaveAttribute("data-freshness", "live", { timeout: 15_000 });
    expect(loads).toBe(3);
  });
});
