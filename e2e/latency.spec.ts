import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";
import { overflowsOf } from "./overflow.ts";
import { admin, callerAs, signInAs } from "./people.ts";
import { wallPage } from "./wall-page.ts";

const token = "x".repeat(40);

/** ms. A machine that is busy with much else knows the server's clock too badly at first. */
const patience = { timeout: 40_000 };

test("[W68] the wall shows on demand how long it takes from a webhook to its screen", async ({
  page,
  server,
  phones,
}) => {
  await page.goto(`${server.url}/wall`);
  await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
  const latency = page.getByTestId("latency");
  await expect(latency).toBeHidden();
  await page.keyboard.press("l");
  await expect(latency).toContainText("Webhook to screen");
  let calls = 0;
  await expect(async () => {
    calls += 1;
    await phones.inbound(`0555200${calls}`).entersQueue("820");
    await expect(latency).toHaveText(/p50 \d+ ms · p95 \d+ ms · \d+ in <1 min · ± \d+ ms$/, { timeout: 2000 });
  }).toPass(patience);
  const [, p50, p95] = /p50 (\d+) ms · p95 (\d+)/.exec((await latency.textContent()) ?? "") ?? [];
  expect(Number(p95)).toBeGreaterThanOrEqual(Number(p50));
  expect(await barriersOn(page)).toEqual([]);
  await page.keyboard.press("L");
  await expect(latency).toBeHidden();
});

/** Very far, the header that has it too is not shown. */
const latencyOn = (page: Page) => page.getByTestId("latency").filter({ visible: true });

test("[W69] it stands in nothing's way, in every profile, theme and direction", async ({ page, server }) => {
  const found: string[] = [];
  for (const look of ["k=6&theme=dark", "k=6&theme=light&dir=rtl", "k=9&theme=light", "k=12&theme=dark&dir=rtl"]) {
    await page.goto(`${server.url}/wall?latency=on&${look}`);
    await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
    await expect(latencyOn(page)).toContainText("Webhook to screen");
    for (const [width, height] of [
      [1920, 1080],
      [2560, 1080],
      [1024, 768],
      [1080, 1920],
    ] as const) {
      await page.setViewportSize({ width, height });
      // The longest there is: it grows with what has been measured.
      await latencyOn(page).evaluate((line) => {
        const text = line.lastElementChild;
        if (text !== null) text.textContent = "p50 888 ms · p95 1888 ms · 1000 in 15 min · ± 50 ms";
      });
      found.push(...(await overflowsOf(page)).map((text) => `${look} ${width}x${height}: ${text}`));
      const size = await latencyOn(page).evaluate((line) => Number.parseFloat(getComputedStyle(line).fontSize));
      const unit =
        height > width ? Math.min(height / 200, (width * 0.9) / 100) : Math.min(height, width * 0.5625) / 100;
      expect(size, `${look} ${width}x${height}`).toBeGreaterThanOrEqual(2.69 * unit);
    }
    expect(await barriersOn(page)).toEqual([]);
  }
  expect(found).toEqual([]);
});

test.describe("a screen", () => {
  test.use({
    access: "closed",
    environment: { RINGSIDE_SCREEN_TOKEN: token, RINGSIDE_SCREEN_NAME: "Hall" },
    expectedErrors: /status of 40[14]/,
  });

  test("[W70] tells the server what it measures, and admins see it", async ({ page: tv, server, phones, browser }) => {
    await tv.goto(`${server.url}/tv#${token}`);
    await expect(wallPage(tv).wall).toHaveAttribute("data-freshness", "live");
    const caller = await callerAs(admin, server.url);
    let calls = 0;
    await expect(async () => {
      calls += 1;
      await phones.inbound(`0555200${calls}`).entersQueue("820");
      const told = await caller.get("/api/screens");
      expect(told).toMatchObject({ screens: [{ status: { latency: { samples: expect.any(Number) } } }] });
    }).toPass({ ...patience, intervals: [1000] });
    const office = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await signInAs(office, server.url, "admin");
    await office.goto(`${server.url}/admin/screens`);
    await expect(office.getByTestId("latency")).toHaveText(/^p50 \d+ ms, p95 \d+ ms$/);
    await office.context().close();
  });
});
