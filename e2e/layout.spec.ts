import type { Page } from "@playwright/test";
import { networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { directoryOf, type Floor, fillFloor } from "./floor.ts";
import { overflowsOf } from "./overflow.ts";
import { wallPage } from "./wall-page.ts";

const screens = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
  { width: 2560, height: 1080 },
  { width: 3440, height: 1440 },
  { width: 1024, height: 768 },
  { width: 1600, height: 1200 },
  { width: 640, height: 480 },
  { width: 1080, height: 1920 },
  { width: 720, height: 1280 },
];
const themes = ["dark", "light"] as const;

/** Looks at the page on every screen, in both themes. */
async function lookEverywhere(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const screen of screens) {
    await page.setViewportSize(screen);
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
      const here = await overflowsOf(page);
      found.push(...here.map((text) => `${screen.width}x${screen.height} ${colorScheme}: ${text}`));
    }
  }
  return found;
}

for (const queues of [0, 1, 8, 30]) {
  for (const agents of [0, 5, 40, 200]) {
    test.describe(`${queues} queues and ${agents} agents`, () => {
      const floor: Floor = { queues, agents };
      test.use({ directory: directoryOf(floor) });

      test(`[T13] ${queues} queues and ${agents} agents: nothing scrolls, overflows or lies on something else`, async ({
        page,
        server,
        phones,
      }) => {
        await fillFloor(phones, floor);
        await page.goto(`${server.url}/wall`);
        await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
        expect(await lookEverywhere(page)).toEqual([]);
      });
    });
  }
}

test.describe("a screen that is read from farther away", () => {
  const floor: Floor = { queues: 8, agents: 40 };
  test.use({ directory: directoryOf(floor) });

  for (const k of [8, 11]) {
    test(`[T13] at ${k} picture heights: nothing scrolls, overflows or lies on something else`, async ({
      page,
      server,
      phones,
    }) => {
      await fillFloor(phones, floor);
      await page.goto(`${server.url}/wall?k=${k}`);
      await expect(wallPage(page).wall).toHaveAttribute("data-profile", k === 8 ? "far" : "extra-far");
      await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
      expect(await lookEverywhere(page)).toEqual([]);
    });
  }
});

test("[T13] from very far, what there is to say before the first event has a place of its own", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/wall?k=11`);
  await expect(wallPage(page).wall).toHaveAttribute("data-freshness", "live");
  expect(await lookEverywhere(page)).toEqual([]);
});

test.describe("a floor of fourteen, each with a tile", () => {
  const agents = Array.from({ length: 14 }, (_, index) => String(1001 + index));
  const queues = ["801,queue,Sales", "802,queue,Support tier 1"];
  const people = agents.map((agent) => `${agent},agent,Ana ${agent}`);
  test.use({ directory: ["number,kind,name", ...queues, ...people].join("\n") });

  test("[W13] two phones that ring say whose they are, for which queue, and how long", async ({
    page,
    server,
    phones,
  }) => {
    for (const agent of agents) {
      const call = phones.inbound(`0555200${agent}`);
      await call.rings(agent);
      await call.isAnsweredBy(agent);
      await call.ends(agent, "01:00");
    }
    for (const [queue, agent] of [
      ["801", "1002"],
      ["802", "1003"],
    ] as const) {
      const call = phones.inbound(`0555100${agent}`);
      await call.entersQueue(queue);
      await call.rings(agent);
    }
    await page.goto(`${server.url}/wall`);
    const { wall, ringing } = wallPage(page);
    await expect(wall).toHaveAttribute("data-freshness", "live");
    await expect(page.getByTestId("agents")).toHaveAttribute("data-plan", "tiles");
    await expect(ringing("1002")).toHaveText(/^Ana 1002Sales0:\d\d$/);
    await expect(ringing("1003")).toHaveText(/^Ana 1003Support tier 10:\d\d$/);
    expect(await lookEverywhere(page)).toEqual([]);
  });
});

test.describe("a screen that lost the network", () => {
  const floor: Floor = { queues: 8, agents: 40 };
  test.use({ directory: directoryOf(floor), expectedErrors: networkFails });

  test("[T13] fits at every age of its figures", async ({ page, network, phones }) => {
    const { wall } = wallPage(page);
    await fillFloor(phones, floor);
    await page.clock.install();
    await page.goto(`http://127.0.0.1:${network.port}/wall`);
    await expect(wall).toHaveAttribute("data-freshness", "live");
    network.become({ is: "black-hole" });
    const ages = [
      ["delayed", 7_000],
      ["stale", 15_000],
      ["lost", 60_000],
      ["down", 600_000],
    ] as const;
    for (const [freshness, ms] of ages) {
      await page.clock.fastForward(ms);
      await expect(wall).toHaveAttribute("data-freshness", freshness);
      expect(await lookEverywhere(page), freshness).toEqual([]);
    }
  });
});

test.describe("the check itself", () => {
  test("[T13] sees text that is cut off, outside the screen, or on other text", async ({ page }) => {
    await page.setContent(`<!doctype html>
      <style>body { margin: 0; font: 20px monospace } p { margin: 0; position: absolute; white-space: nowrap }</style>
      <p style="left: 100px; top: 0; width: 50px; overflow: hidden">cut off here</p>
      <p style="left: 100px; top: 50px; width: 50px; overflow: hidden" data-cut>meant to be cut</p>
      <p style="left: 1900px; top: 100px">outside</p>
      <p style="left: 100px; top: 150px">below</p><p style="left: 110px; top: 155px">above</p>
      <p style="left: 100px; top: 200px">alone</p>`);
    expect(await overflowsOf(page)).toEqual([
      expect.stringMatching(/^the page is \d+ x \d+ on a screen of 1920 x 1080$/),
      '"cut off here" is cut off',
      '"outside" is cut off',
      '"below" lies on "above"',
    ]);
  });
});
