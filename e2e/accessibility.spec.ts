import { barriersOn } from "./barriers.ts";
import { networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { directoryOf, fillFloor } from "./floor.ts";
import { wallPage } from "./wall-page.ts";

const themes = ["dark", "light"] as const;

for (const colorScheme of themes) {
  test.describe(`the ${colorScheme} wall`, () => {
    const floor = { queues: 8, agents: 12 };
    test.use({ colorScheme, directory: directoryOf(floor), expectedErrors: networkFails });

    test(`[T14] ${colorScheme}: no barrier that WCAG 2.2 AA names, fresh or old`, async ({ page, network, phones }) => {
      const { wall } = wallPage(page);
      await fillFloor(phones, floor);
      await page.clock.install();
      await page.goto(`http://127.0.0.1:${network.port}/wall`);
      await expect(wall).toHaveAttribute("data-freshness", "live");
      expect(await barriersOn(page)).toEqual([]);
      network.become({ is: "black-hole" });
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
