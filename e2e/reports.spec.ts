import { expect, type Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { test } from "./fixtures.ts";
import type { PhoneSystem } from "./phone-system.ts";

async function someCalls(phones: PhoneSystem): Promise<void> {
  const answered = phones.inbound("0555123401");
  await answered.entersQueue("820");
  await answered.rings("117");
  await answered.isAnsweredBy("117");
  await answered.ends("117", "01:05");
  const lost = phones.inbound("0555123402");
  await lost.entersQueue("820");
  await lost.isLostAt("820");
}

const ready = async (page: Page) => {
  await expect(page.getByTestId("report")).toHaveAttribute("data-state", "ready");
};

const offeredOf = (page: Page, queue: string) => page.getByRole("link", { name: new RegExp(`^${queue}, Offered: `) });

test("[G6] today's report moves with the board, and says of when it is", async ({ page, server, phones }) => {
  await page.goto(`${server.url}/reports`);
  await ready(page);
  await expect(offeredOf(page, "Sales").last()).toContainText("0");
  await someCalls(phones);
  await expect(offeredOf(page, "Sales").last()).toContainText("2", { timeout: 15_000 });
  await expect(page.getByTestId("report-as-of")).toHaveText(/^as of \d\d:\d\d:\d\d$/);
  await expect(page.getByTestId("heat").getByRole("link")).toHaveText(/1$/);
});

test("[G7] range, subject and formula stand in the address, and going back goes back", async ({
  page,
  server,
  phones,
}) => {
  await someCalls(phones);
  await page.goto(`${server.url}/reports`);
  await ready(page);
  await page.getByText("Last 7 days").click();
  await expect(page).toHaveURL(/range=7/);
  await page.getByLabel("Service level formula").selectOption("Of all offered");
  await expect(page).toHaveURL(/formula=offered/);
  await expect(page.getByTestId("formula-words")).toHaveText("answered within T ÷ offered");
  await expect(page.getByRole("link", { name: /^Sales, Service level: 50%$/ })).toHaveAttribute(
    "href",
    /figure=queue-level-of-offered/,
  );
  await page.getByRole("button", { name: /117/ }).click();
  await expect(page).toHaveURL(/agent=117/);
  await expect(page.getByRole("heading", { name: "Ana K., in detail" })).toBeVisible();
  await expect(page.getByTestId("details")).toBeFocused();
  await page.reload();
  await ready(page);
  await expect(page.getByRole("heading", { name: "Ana K., in detail" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "All queues, in detail" })).toBeVisible();
});

test("[G7] any days can be chosen; those without calls say so", async ({ page, server }) => {
  await page.goto(`${server.url}/reports?from=2020-02-03&to=2020-02-07`);
  await ready(page);
  await expect(page.getByTestId("report-range")).toHaveText("Mon, 3 Feb 2020 – Fri, 7 Feb 2020");
  await expect(page.getByText("Nothing in this range")).toBeVisible();
  await expect(page.getByText("No agent had a call in this range")).toBeVisible();
  await expect(page.getByText("Nobody was missed in this range")).toBeVisible();
  await page.getByLabel("To", { exact: true }).fill("2020-02-04");
  await expect(page).toHaveURL(/from=2020-02-03&to=2020-02-04/);
});

for (const colorScheme of ["dark", "light"] as const) {
  test(`[G10] nobody is kept out: ${colorScheme}, wide, narrow, at 200 % and on paper`, async ({
    page,
    server,
    phones,
  }) => {
    await someCalls(phones);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const [width, height] of [
      [1440, 900],
      [720, 450],
      [420, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.goto(`${server.url}/reports`);
      await ready(page);
      await page.getByTestId("slots").locator("summary").click();
      await expect(page.getByTestId("slots").locator("a[data-figure]").first()).toBeVisible();
      expect(await barriersOn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.emulateMedia({ media: "print", colorScheme });
    await page.setViewportSize({ width: 760, height: 1000 });
    await page.goto(`${server.url}/reports?theme=${colorScheme}`);
    await ready(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("light");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(760);
  });
}

test("[G10] on paper a report of all hours is no wider than the paper", async ({ page, server, phones }) => {
  await someCalls(phones);
  await page.route(/\/api\/report\?/, async (route) => {
    const response = await route.fetch();
    const answer = await response.json();
    answer.detail.missedHeat = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 123));
    await route.fulfill({ response, json: answer });
  });
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: 718, height: 1000 });
  await page.goto(`${server.url}/reports`);
  await ready(page);
  await expect(page.getByTestId("heat").getByRole("link")).toHaveCount(7 * 24);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(718);
});

test.describe("many, long and hostile names", () => {
  const hostile = `"<img src=x onerror=alert(1)>${"W".repeat(120)}"`;
  test.use({
    directory: [
      "number,kind,name",
      ...Array.from({ length: 30 }, (_, i) => `${820 + i},queue,${i === 0 ? hostile : `Queue ${i}`}`),
      `117,agent,${hostile}`,
      "",
    ].join("\n"),
  });

  test("[G10] thirty queues and a name that is markup change no width, and run nothing", async ({
    page,
    server,
    phones,
  }) => {
    await someCalls(phones);
    for (const width of [1440, 420]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}/reports?queue=820`);
      await ready(page);
      await expect(page.getByRole("row")).not.toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await expect(page.locator("main img")).toHaveCount(0);
    }
  });
});
