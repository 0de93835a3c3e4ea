import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { directoryOf, fillFloor } from "./floor.ts";
import { wallPage } from "./wall-page.ts";

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const themes = ["dark", "light"] as const;

/** What axe finds against WCAG 2.2 AA, a line for each rule and element. */
async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(standard).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

for (const colorScheme of themes) {
  test.describe(`the ${colorScheme} wall`, () => {
    const floor = { queues: 8, agents: 12 };
    test.use({ colorScheme, directory: directoryOf(floor), expectedErrors: /WebSocket connection to .* failed/ });

    test(`[T14] ${colorScheme}: no barrier that WCAG 2.2 AA names, fresh or old`, async ({ page, network, phones }) => {
      const { wall } = wallPage(page);
      await fillFloor(phones, floor);
      await page.clock.install();
      await page.goto(`http://127.0.0.1:${network.port}/wall`);
      await expect(wall).toHaveAttribute("data-freshness", "live");
      expect(await barriersOn(page)).toEqual([]);
      network.lose();
      for (const [freshness, ms] of [
        ["stale", 20_000],
        ["lost", 60_000],
      ] as const) {
        await page.clock.fastForward(ms);
        await expect(wall).toHaveAttribute("data-freshness", freshness);
        expect(await barriersOn(page), freshness).toEqual([]);
      }
    });
  });
}

test.describe("the check itself", () => {
  test("[T14] finds a barrier", async ({ page }) => {
    await page.setContent(
      `<html lang="en"><title>x</title><main><h1 style="color:#aaa;background:#fff">faint</h1></main>`,
    );
    expect(await barriersOn(page)).toEqual(["color-contrast: h1"]);
  });
});
