import type { Browser, BrowserContext, Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import type { BoardServer } from "./board-server.ts";
import { either, networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { createOtherBuild } from "./other-build.ts";

const admin = { email: "ana@example.com", password: "four quiet words in a row" };

const closed = {
  RINGSIDE_ACCESS: "",
  RINGSIDE_ADMIN_EMAIL: admin.email,
  RINGSIDE_ADMIN_NAME: "Ana K.",
  RINGSIDE_ADMIN_PASSWORD: admin.password,
  RINGSIDE_SCREEN_DARK_AFTER: "1",
};

/** A phone on which the admin is signed in. */
async function phoneOf(browser: Browser, server: BoardServer): Promise<BrowserContext> {
  const phone = await browser.newContext({ viewport: { width: 420, height: 800 } });
  const answer = await phone.request.post(`${server.url}/api/sign-in`, {
    data: admin,
    headers: { origin: server.url },
  });
  expect(answer.status()).toBe(200);
  return phone;
}

async function codeOn(tv: Page): Promise<string> {
  const code = tv.getByTestId("tv-code");
  await expect(code).toBeVisible();
  return (await code.getAttribute("data-code")) ?? "";
}

async function approve(page: Page, server: BoardServer, code: string, name: string): Promise<void> {
  await page.goto(`${server.url}/admin/screens?code=${code}`);
  await expect(page.getByLabel("Code on the TV")).toHaveValue(code);
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Connect" }).click();
  await expect(page.getByText(`${name} is connected`).first()).toBeVisible();
}

/** The only one, as the server knows it. */
async function screenOf(page: Page, server: BoardServer) {
  const answer = await page.request.get(`${server.url}/api/screens`);
  return (await answer.json()).screens[0];
}

test.describe("a TV", () => {
  test.use({ environment: closed, expectedErrors: either(networkFails, /status of 40[14]/) });

  test("[V20] becomes a screen by a phone, outlives kill -9 without a touch, says its name, and is unpaired", async ({
    page: tv,
    server,
    browser,
  }) => {
    await tv.goto(`${server.url}/wall/all`);
    await expect(tv).toHaveURL(/\/tv$/);
    const phone = await phoneOf(browser, server);
    const page = await phone.newPage();
    await approve(page, server, await codeOn(tv), "Hall");
    await expect(tv).toHaveURL(/\/wall\/all\?k=7\.3$/);
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    const row = page.getByTestId("screen");
    await expect(row).toHaveAttribute("data-connected", "true");
    await expect(row).toContainText("1920 × 1080");
    await expect(row).toContainText("current");

    await page.getByRole("button", { name: "Show the name of Hall on it" }).click();
    await expect(tv.getByTestId("identify")).toHaveText("Hall");

    await server.kill();
    await server.start();
    await expect.poll(async () => (await screenOf(page, server)).connected, { timeout: 15_000 }).toBe(true);
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    await expect(tv).toHaveURL(/\/wall\/all/);

    const loaded = tv.waitForEvent("load");
    await page.getByRole("button", { name: "Load the page of Hall anew" }).click();
    await loaded;
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");

    await page.getByRole("button", { name: "Unpair Hall" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Unpair" }).click();
    await expect(tv).toHaveURL(/\/tv/, { timeout: 1_500 });
    await expect(tv.getByTestId("tv-notice")).toHaveText(/unpaired/);
    expect(await codeOn(tv)).toMatch(/^[2-9C-Y]{6}$/);
    await expect(page.getByTestId("dark-screens")).toBeHidden({ timeout: 15_000 });
    await phone.close();
  });

  test("[V21] that is switched off in office hours is told of, once, and no more when it is back", async ({
    page: tv,
    server,
    browser,
  }) => {
    await tv.goto(`${server.url}/tv`);
    const phone = await phoneOf(browser, server);
    const page = await phone.newPage();
    await approve(page, server, await codeOn(tv), "Kitchen");
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    await tv.goto("about:blank");
    await expect(page.getByTestId("screen")).toHaveAttribute("data-dark", "true", { timeout: 15_000 });
    await expect(page.getByTestId("dark-screens")).toContainText("The screen Kitchen is dark.", { timeout: 15_000 });
    expect(server.printed().match(/a screen went dark/g)).toHaveLength(1);
    await tv.goto(`${server.url}/tv`);
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    await expect(page.getByTestId("dark-screens")).toBeHidden({ timeout: 15_000 });
    await phone.close();
  });

  test("[V22] is of one board: any other leads to its own, and a board it shows is not removed", async ({
    page: tv,
    server,
    browser,
  }) => {
    await tv.goto(`${server.url}/tv`);
    const phone = await phoneOf(browser, server);
    const page = await phone.newPage();
    await approve(page, server, await codeOn(tv), "Hall");
    await expect(tv).toHaveURL(/\/wall\/all/);

    await page.getByRole("button", { name: "Add board" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name").fill("Sales floor");
    await dialog.getByText("Chosen").first().click();
    await dialog.getByLabel("Sales").check();
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.locator("[data-board=sales-floor]")).toContainText("Sales");

    await page.getByRole("button", { name: "Change Hall" }).click();
    await dialog.getByLabel("Board").selectOption("sales-floor");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(tv).toHaveURL(/\/wall\/sales-floor/);
    await tv.goto(`${server.url}/wall/all`);
    await expect(tv).toHaveURL(/\/wall\/sales-floor/);

    await page.getByRole("button", { name: "Remove Sales floor" }).click();
    await expect(page.getByText("cannot be removed while screens show it: Hall")).toBeVisible();

    await page.goto(`${server.url}/wall/nowhere`);
    await expect(page.getByTestId("unknown-board")).toContainText("Sales floor");
    await phone.close();
  });

  test("[V25] reloads its wall once when another build is deployed, without a touch", async ({
    page: tv,
    server,
    browser,
  }) => {
    // Else each page waits for a moment of its own within a minute.
    await tv.addInitScript(() => {
      Math.random = () => 0.01;
    });
    await tv.goto(`${server.url}/tv`);
    const phone = await phoneOf(browser, server);
    const page = await phone.newPage();
    await page.setViewportSize({ width: 1440, height: 900 });
    await approve(page, server, await codeOn(tv), "Hall");
    const row = page.getByTestId("screen");
    await expect(row).toContainText("current", { timeout: 20_000 });
    const before = await page.request.get(`${server.url}/api/screens`);
    let loads = 0;
    tv.on("load", () => {
      loads += 1;
    });
    const build = createOtherBuild("another-build");
    await server.stop();
    await server.start(build.folder);
    await expect.poll(() => loads, { timeout: 20_000 }).toBe(1);
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    await expect
      .poll(async () => (await screenOf(page, server)).status.build, { timeout: 15_000 })
      .toBe("another-build");
    expect((await before.json()).build).not.toBe("another-build");
    expect(loads).toBe(1);
    await phone.close();
    await server.stop();
    build.discard();
  });

  test("[V63] who is no TV, and was led to its page, signs in there and comes to the wall", async ({
    page,
    server,
  }) => {
    await page.goto(`${server.url}/wall`);
    await codeOn(page);
    await expect(page.locator(":focus")).toHaveCount(0);
    await page.getByRole("link", { name: "Sign in instead" }).click();
    await page.getByLabel("Email").fill(admin.email);
    await page.getByLabel("Password", { exact: true }).fill(admin.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    await expect(page).toHaveURL(/\/wall$/);
  });

  test("[V23] nothing on its page or the admins' keeps anybody out, in either theme", async ({
    page: tv,
    server,
    browser,
  }) => {
    await tv.goto(`${server.url}/tv`);
    const phone = await phoneOf(browser, server);
    const page = await phone.newPage();
    await codeOn(tv);
    await page.goto(`${server.url}/admin/screens`);
    await expect(page.getByTestId("boards")).toBeVisible();
    for (const colorScheme of ["light", "dark"] as const) {
      await tv.emulateMedia({ colorScheme });
      expect(await barriersOn(tv)).toEqual([]);
      await page.emulateMedia({ colorScheme });
      expect(await barriersOn(page)).toEqual([]);
    }
    await phone.close();
  });
});

test.describe("a screen of the start", () => {
  const token = "x".repeat(40);
  test.use({
    environment: { ...closed, RINGSIDE_SCREEN_TOKEN: token, RINGSIDE_SCREEN_NAME: "Lobby" },
    expectedErrors: /status of 40[14]/,
  });

  test("[V24] opens its wall by the token behind the #, which then stands nowhere", async ({ page: tv, server }) => {
    await tv.goto(`${server.url}/tv#${token}`);
    await expect(tv.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    expect(tv.url()).not.toContain(token);
    expect(server.printed()).not.toContain(token);
  });

  test("[V24] another token is none", async ({ page: tv, server }) => {
    await tv.goto(`${server.url}/tv#${"y".repeat(40)}`);
    await expect(tv.getByTestId("tv-notice")).toHaveText(/is no screen's/);
    await codeOn(tv);
  });
});
