import type { Page } from "@playwright/test";
import { countRenders } from "../bench/browser/count-renders.ts";
import { expect, test } from "./fixtures.ts";
import { directoryOf, type Floor, fillFloor } from "./floor.ts";
import { wallPage } from "./wall-page.ts";

/** How often each has rendered since the page was loaded. */
const rendersOf = (page: Page) => page.evaluate(() => ({ ...globalThis.renderCounts }));

/** What has rendered since, and how often; of what is named alone. */
async function renderedSince(
  page: Page,
  before: Readonly<Record<string, number>>,
  names: readonly string[],
): Promise<Record<string, number>> {
  const now = await rendersOf(page);
  return Object.fromEntries(names.map((name) => [name, (now[name] ?? 0) - (before[name] ?? 0)]));
}

const watched = ["agent", "queue-row", "field-glyph"];

test.describe("a floor of fourteen with four queues", () => {
  const floor: Floor = { queues: 4, agents: 14 };
  test.use({ directory: directoryOf(floor) });

  test("[W73] what changed renders, once, and nothing beside it; timers alone change with the seconds, without rendering", async ({
    page,
    server,
    phones,
  }) => {
    await page.addInitScript(countRenders);
    await fillFloor(phones, floor);
    await page.goto(`${server.url}/wall`);
    const { wall, agent, queue } = wallPage(page);
    await expect(wall).toHaveAttribute("data-freshness", "live");
    await expect(agent("1003")).toHaveAttribute("data-state", "idle");
    const first = await rendersOf(page);
    expect(first["agent"]).toBeGreaterThanOrEqual(14);
    expect(first["queue-row"]).toBeGreaterThanOrEqual(4);
    expect(first["figure"]).toBeGreaterThan(0);

    await phones.outbound("05559990001", "1003").dials();
    await expect(agent("1003")).toHaveAttribute("data-state", "dialing");
    expect(await renderedSince(page, first, watched)).toEqual({ agent: 1, "queue-row": 0, "field-glyph": 0 });

    const second = await rendersOf(page);
    const waiting = queue("802").locator('[data-cell="waiting"]');
    const before = Number(await waiting.textContent());
    await phones.inbound("05559990002").entersQueue("802");
    await expect(waiting).toHaveText(String(before + 1));
    expect(await renderedSince(page, second, watched)).toEqual({ agent: 0, "queue-row": 1, "field-glyph": 0 });

    const third = await rendersOf(page);
    const timer = queue("802").locator('[data-cell="longest"]');
    for (let ticks = 0; ticks < 3; ticks += 1) {
      const text = (await timer.textContent()) ?? "";
      await expect(timer).not.toHaveText(text);
    }
    const still = { agent: 0, "queue-row": 0, "field-glyph": 0, figure: 0 };
    expect(await renderedSince(page, third, [...watched, "figure"])).toEqual(still);
  });
});

test.describe("a floor of two hundred", () => {
  const floor: Floor = { queues: 2, agents: 200 };
  test.use({ directory: directoryOf(floor) });

  test("[W73] of a field of glyphs those places render that show another state", async ({ page, server, phones }) => {
    await page.addInitScript(countRenders);
    await fillFloor(phones, floor);
    await page.goto(`${server.url}/wall`);
    await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
    const dialing = page.locator('.field-glyph[data-state="dialing"]');
    const states = () => page.locator(".field-glyph").evaluateAll((all) => all.map((one) => one.dataset["state"]));
    await expect(dialing).toHaveCount(0);
    const before = { states: await states(), renders: await rendersOf(page) };
    await phones.outbound("05559990001", "1003").dials();
    await expect(dialing).toHaveCount(1);
    const after = await states();
    const changed = after.filter((state, place) => state !== before.states[place]).length;
    expect(changed).toBeGreaterThan(0);
    expect(await renderedSince(page, before.renders, ["field-glyph"])).toEqual({ "field-glyph": changed });
  });
});
