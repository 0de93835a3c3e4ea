import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";

const number = "0774852610";

/** Opens the screen as somebody who has said who they are. */
async function openPrivacy(page: Page, url: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("ringside-name", "Ana K."));
  await page.goto(`${url}/admin/privacy`);
  await expect(page.getByRole("heading", { name: "What is kept about one caller" })).toBeVisible();
}

test("[E15] [E17] a caller is found, exported and erased, once the number is typed twice", async ({
  page,
  server,
  phones,
}) => {
  const call = phones.inbound(number);
  await call.entersQueue("820");
  await openPrivacy(page, server.url);
  await page.getByLabel("Phone number").fill("+420 774 852 610");
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByText("Deliveries of the phone system")).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, "utf8")).calls).toMatchObject([{ caller: number }]);
  await page.getByRole("button", { name: "Erase…" }).click();
  await page.getByLabel("Type the number again").fill("774 852 611");
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByText("This is not the same number.")).toBeVisible();
  await page.getByLabel("Type the number again").fill(number);
  await page.getByRole("button", { name: "Erase for good" }).click();
  await expect(
    page
      .locator("p")
      .filter({ hasText: /^Erased\. In 1 call/ })
      .first(),
  ).toBeVisible();
  const [live] = (await server.board()).calls;
  expect(live?.caller).toMatch(/^erased-[a-z]{8}$/);
});

test("[E31] a backup is made on the screen and listed", async ({ page, server }) => {
  await openPrivacy(page, server.url);
  await expect(page.getByText("No backup was made yet.")).toBeVisible();
  await page.getByRole("button", { name: "Back up now" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
});

for (const [width, height] of [
  [1440, 900],
  [420, 640],
] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`[O15] no barrier on the privacy screen, ${width} px wide, ${colorScheme}`, async ({
      page,
      server,
      phones,
    }) => {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await phones.inbound(number).entersQueue("820");
      await openPrivacy(page, server.url);
      await page.getByLabel("Phone number").fill(number);
      await page.getByRole("button", { name: "Find" }).click();
      await page.getByRole("button", { name: "Erase…" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await barriersOn(page)).toEqual([]);
      await page.getByRole("button", { name: "Cancel" }).click();
      expect(await barriersOn(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    });
  }
}
