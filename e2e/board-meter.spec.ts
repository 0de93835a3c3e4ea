import { meterBoard } from "../bench/browser/meter-board.ts";
import { meterTicks } from "../bench/browser/meter-ticks.ts";
import { offerNextTask } from "../bench/browser/next-task.ts";
import { expect, test } from "./fixtures.ts";
import { wallPage } from "./wall-page.ts";

test("[Q20] each message's time ends with its frame, and a bare write stands in the place of all that the page does", async ({
  page,
  server,
  phones,
}) => {
  await page.addInitScript(offerNextTask);
  await page.addInitScript(meterBoard);
  await page.goto(`${server.url}/wall`);
  const { wall, numeral } = wallPage(page);
  await expect(wall).toHaveAttribute("data-freshness", "live");
  const shown = () => page.evaluate(() => globalThis.boardMeter.shown.length);
  const target = '[data-testid="agents"] h2';

  const begun = Date.now();
  await phones.inbound("05551").entersQueue("820");
  await expect.poll(shown).toBe(1);
  await expect(numeral("waiting")).toHaveText("1");
  const [first] = await page.evaluate(() => globalThis.boardMeter.shown);
  expect(first).toMatchObject({ rev: 1 });
  expect(first?.worked).toBeGreaterThan(0);
  // Clocks of two processes differ by a little.
  expect(first?.at).toBeGreaterThan(begun - 50);

  await page.evaluate((selector) => {
    globalThis.boardMeter.bare = selector;
  }, target);
  await phones.inbound("05552").entersQueue("820");
  await expect.poll(shown).toBe(2);
  await expect(page.locator(target)).toHaveText("2");
  await expect(numeral("waiting")).toHaveText("1");

  await page.evaluate(() => {
    globalThis.boardMeter.bare = null;
  });
  await phones.inbound("05553").entersQueue("820");
  await expect(numeral("waiting")).toHaveText("3");
  await expect(wall).toHaveAttribute("data-freshness", "live");
});

test("[Q20] ticks that change many texts are told from other timers, and bare ones are taken in between", async ({
  page,
  server,
  phones,
}) => {
  const selector = '[data-testid="queue-row"] .queue-longest .figure';
  await page.addInitScript(offerNextTask);
  await page.addInitScript(meterTicks, { selector, least: 2 });
  for (const [caller, queue] of [
    ["05551", "820"],
    ["05552", "821"],
  ] as const) {
    await phones.inbound(caller).entersQueue(queue);
  }
  await page.goto(`${server.url}/wall`);
  await expect(page.locator(selector)).toHaveCount(2);
  const taken = () => page.evaluate(() => [globalThis.tickMeter.ours.length, globalThis.tickMeter.bare.length]);
  await expect.poll(async () => Math.min(...(await taken())), { timeout: 20_000 }).toBeGreaterThan(2);
  const { ours, bare } = await page.evaluate(() => globalThis.tickMeter);
  for (const worked of [...ours, ...bare]) expect(worked).toBeGreaterThan(0);
});
