import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";

const address = "/admin/directory";
const live = (page: Page, name: string) => page.getByTestId(`live-${name}`).getByTestId("value");

test("[O2] who works with the keyboard skips to the content, and finds the screens with this one marked", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}${address}`);
  await expect(page.getByTestId("freshness")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  const screens = page.getByRole("navigation", { name: "Screens" });
  expect(await screens.getByRole("link").allTextContents()).toEqual([
    "Wall",
    "Supervisor",
    "Desk",
    "Calls",
    "Reports",
    "Directory",
  ]);
  await expect(screens.locator("[aria-current=page]")).toHaveText("Directory");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Directory");
  await expect(page).toHaveTitle("Directory · North office · Ringside");
});

test("[O3] the headline figures are the wall's, and each opens", async ({ page, server, phones }) => {
  await page.goto(`${server.url}${address}`);
  await expect(live(page, "waiting")).toHaveText("0");
  await expect(live(page, "not-on-call")).toHaveText("–");
  const call = phones.inbound("0555123456");
  await call.entersQueue("820");
  await expect(live(page, "waiting")).toHaveText("1");
  await expect(live(page, "longest")).toHaveText(/^0:\d\d$/);
  await call.rings("117");
  await call.isAnsweredBy("117");
  await phones.inbound("0555123457").entersQueue("820");
  await expect(live(page, "not-on-call")).toHaveText("0");
  await expect(page.getByTestId("live-not-on-call")).toContainText("of 1 seen today");
  const lost = phones.inbound("0555123458");
  await lost.entersQueue("820");
  await lost.isLostAt("820");
  await expect(live(page, "call-back")).toHaveText("1");
  for (const name of ["waiting", "longest", "not-on-call", "call-back"]) {
    await expect(page.getByTestId(`live-${name}`).getByRole("link")).toHaveAttribute(
      "href",
      /^\/(calls\?figure=now-waiting|supervisor)$/,
    );
  }
});

test.describe("when the line is lost", () => {
  test.use({ expectedErrors: /WebSocket connection to .* failed|Failed to load resource/ });

  test("[O4] old figures stand still, then are gone; what is to be done stays, with its time", async ({
    page,
    network,
    phones,
  }) => {
    const lost = phones.inbound("0555123458");
    await lost.entersQueue("820");
    await lost.isLostAt("820");
    await phones.inbound("0555123456").entersQueue("820");
    await page.clock.install();
    await page.goto(`http://127.0.0.1:${network.port}${address}`);
    await expect(live(page, "waiting")).toHaveText("1");
    await expect(page.getByTestId("banner")).toHaveCount(0);
    network.lose();
    await page.clock.fastForward(20_000);
    await expect(page.getByTestId("banner")).toContainText("No data for");
    await expect(live(page, "waiting")).toHaveText("1");
    const frozen = await live(page, "longest").textContent();
    expect(await barriersOn(page)).toEqual([]);
    await page.clock.fastForward(20_000);
    expect(await live(page, "longest").textContent()).toBe(frozen);
    await page.clock.fastForward(40_000);
    for (const name of ["waiting", "longest", "not-on-call"]) await expect(live(page, name)).toHaveText("–");
    await expect(live(page, "call-back")).toHaveText("1");
    await expect(page.getByTestId("live-call-back")).toContainText("as of");
    expect(await barriersOn(page)).toEqual([]);
  });
});

test("[O1] the wall loads nothing of what the screens at desks are drawn with", async ({ page, server }) => {
  const sheetsOf = async (path: string) => {
    await page.goto(`${server.url}${path}`);
    await expect(page.getByTestId("freshness")).toBeVisible();
    const links = await page
      .locator("link[rel=stylesheet]")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    const texts = await Promise.all(links.map(async (link) => (await fetch(new URL(link ?? "", server.url))).text()));
    return texts.join("\n");
  };
  expect(await sheetsOf(address)).toContain(".figure-link");
  expect(await sheetsOf("/wall")).not.toContain(".figure-link");
});

test("[O14] colours are as the system's, as the address says, or as chosen, and the choice is kept", async ({
  page,
  server,
}) => {
  const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${server.url}${address}?theme=light`);
  await expect.poll(scheme).toBe("light");
  await page.goto(`${server.url}${address}`);
  await expect.poll(scheme).toBe("light dark");
  await page.getByLabel("Colours").first().selectOption("Light");
  await expect.poll(scheme).toBe("light");
  await page.reload();
  await expect.poll(scheme).toBe("light");
});

test("[O13] who sits here is said once, and kept", async ({ page, server }) => {
  await page.goto(`${server.url}${address}`);
  await page.getByRole("button", { name: "Who are you?" }).click();
  const dialog = page.getByRole("dialog", { name: "Who are you?" });
  await expect(dialog.getByLabel("Name", { exact: true })).toBeFocused();
  await page.keyboard.type("Ana <b>K.</b>");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const button = page.getByRole("button", { name: "I am Ana <b>K.</b>" });
  await expect(button).toBeVisible();
  await page.reload();
  await button.click();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveValue("Ana <b>K.</b>");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test("[O11] a tooltip comes with the keyboard's focus, and Escape sends it away", async ({ page, server, phones }) => {
  await phones.inbound("0555123456").entersQueue("820");
  await page.goto(`${server.url}${address}`);
  await expect(live(page, "waiting")).toHaveText("1");
  const link = page.getByTestId("live-waiting").getByRole("link");
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(link).toBeFocused({ timeout: 10 });
  }).toPass();
  await expect(page.getByRole("tooltip")).toBeVisible();
  await expect(link).toHaveAccessibleDescription(/.+/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toHaveCount(0);
});
