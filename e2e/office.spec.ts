import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { networkFails } from "./expected-errors.ts";
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
  await expect(screens.getByRole("link")).toHaveText([
    "Wall",
    "Supervisor",
    "Desk",
    "Calls",
    "Reports",
    "Directory",
    "Screens",
    "Connection",
    "Settings",
    "Audit",
    "Privacy",
    "Set-up check",
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
  test.use({ expectedErrors: networkFails });

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
    network.become({ is: "black-hole" });
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

test("[O14] the server's page has them already: nothing has to run before the first paint", async ({
  page,
  server,
  browser,
}) => {
  await page.goto(`${server.url}${address}`);
  await page.getByLabel("Colours").first().selectOption("Dark");
  const still = await browser.newContext({
    javaScriptEnabled: false,
    colorScheme: "light",
    storageState: await page.context().storageState(),
  });
  const paper = await still.newPage();
  const ground = () => paper.locator("html").evaluate((root) => getComputedStyle(root).backgroundColor);
  await paper.goto(`${server.url}/supervisor`);
  expect(await ground()).toBe("rgb(21, 24, 28)");
  await paper.goto(`${server.url}/supervisor?theme=light`);
  expect(await ground()).toBe("rgb(228, 231, 234)");
  await still.close();
});

/** Lets the test change what the server says to the page. */
async function changeMessages(
  page: Page,
  change: (message: string) => string,
): Promise<{ readonly count: () => number }> {
  let changed = 0;
  await page.routeWebSocket(/socket\.io/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const next = change(String(message));
      if (next !== message) changed += 1;
      socket.send(next);
    });
    socket.onMessage((message) => server.send(message));
  });
  return { count: () => changed };
}

test("[O5] a page that another build has overtaken loads itself anew, but not while somebody writes on it", async ({
  page,
  server,
}) => {
  let overtaken = false;
  let heardItsOwn = false;
  const messages = await changeMessages(page, (message) => {
    if (overtaken) return message.replace(/"build":"[^"]*"/, '"build":"the next"');
    heardItsOwn ||= message.includes('"build":');
    return message;
  });
  // Pages scatter over a minute: this one is the first.
  await page.addInitScript(() => {
    Math.random = () => 0;
  });
  await page.goto(`${server.url}${address}`);
  await page.getByRole("button", { name: "Add contact" }).click();
  const number = page.getByRole("dialog").getByLabel("Number");
  await number.fill("+49 30 55");
  await page.evaluate(() => document.documentElement.setAttribute("data-old", ""));
  // A page takes the first build that it hears of for its own.
  await expect.poll(() => heardItsOwn).toBe(true);
  overtaken = true;
  await expect.poll(messages.count, { timeout: 15_000 }).toBeGreaterThanOrEqual(3);
  await expect(page.locator("html[data-old]")).toHaveCount(1);
  await expect(number).toHaveValue("+49 30 55");
  await page.keyboard.press("Escape");
  // With the next heartbeat, and then a page has to load.
  await expect(page.locator("html[data-old]")).toHaveCount(0, { timeout: 40_000 });
  await expect(page.getByTestId("freshness")).toBeVisible();
});

test.describe("what a screen stumbles over", () => {
  test.use({ expectedErrors: /Invalid time zone|The panel "/ });

  test("[O7] costs the part that cannot show it, and no more", async ({ page, server, phones }) => {
    await phones.inbound("0555123456").entersQueue("820");
    await changeMessages(page, (message) => message.replace(/"timeZone":"[^"]*"/, '"timeZone":"Mars/Base"'));
    await page.goto(`${server.url}${address}`);
    await expect(page.getByRole("heading", { name: "Numbers" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Screens" })).toBeVisible();
    await expect(live(page, "waiting")).toHaveText("1");
  });
});

test.describe("questions that are not answered", () => {
  test.use({ expectedErrors: /Failed to load resource/ });

  const refuse = (status: number, detail: string) => ({
    status,
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "about:blank", title: "No", status, detail }),
  });

  test("[O9] a server that is away is asked again by itself; one that refuses, when somebody says so", async ({
    page,
    server,
  }) => {
    let answer = refuse(503, "The board server is being put right.");
    await page.route("**/api/contacts?*", (route) => route.fulfill(answer));
    await page.goto(`${server.url}${address}`);
    const failed = page.getByTestId("answer-failed");
    await expect(failed).toContainText("This cannot be loaded. The board server is being put right. Trying again.");
    await expect(failed.getByRole("button")).toHaveCount(0);
    answer = refuse(400, "That cannot be asked.");
    await expect(failed).toContainText("That cannot be asked.");
    const again = failed.getByRole("button", { name: "Try again" });
    await Promise.all([page.waitForResponse(/api\/contacts/), again.click()]);
    await expect(failed).toContainText("That cannot be asked.");
    await page.unroute("**/api/contacts?*");
    await again.click();
    await expect(page.getByText("No contacts yet")).toBeVisible();
    await expect(failed).toHaveCount(0);
  });

  test("[O9] the last answer stands, dated, while the next one cannot be had", async ({ page, server, phones }) => {
    await page.goto(`${server.url}${address}`);
    await expect(page.getByLabel("Name of 117")).toHaveValue("Ana K.");
    await page.route("**/api/directory", (route) => route.fulfill({ json: { numbers: "none" } }));
    await phones.inbound("0555123456").entersQueue("933");
    const failed = page.getByTestId("answer-failed");
    await expect(failed).toContainText(/does not understand.*Trying again\. \(as of \d\d:\d\d\)/);
    await expect(page.getByLabel("Name of 117")).toHaveValue("Ana K.");
    await page.unroute("**/api/directory");
    await expect(page.getByLabel("Name of 933")).toBeVisible({ timeout: 20_000 });
    await expect(failed).toHaveCount(0);
  });

  const screens = ["/supervisor", "/desk", "/desk/117", "/calls", "/calls/x", "/reports", address];

  test("[O9] every screen stands when nothing at all is answered", async ({ page, server }) => {
    await page.route("**/api/**", (route) => route.fulfill(refuse(503, "The board server is being put right.")));
    for (const path of screens) {
      await page.goto(`${server.url}${path}`);
      await expect(page.getByTestId("freshness"), path).toBeVisible();
      await expect(page.getByRole("main"), path).toContainText(/\p{L}{3}/u);
      await expect(page.getByText("This part of the page failed."), path).toHaveCount(0);
    }
  });
});

test.describe("by keyboard alone", () => {
  for (const path of ["/supervisor", "/desk/117", "/calls", "/reports", address]) {
    test(`[O8] ${path}: what has the focus is seen to have it, and nothing lies over it`, async ({
      page,
      server,
      phones,
    }) => {
      const call = phones.inbound("0555123456");
      await call.entersQueue("820");
      await call.isLostAt("820");
      await phones.inbound("0555123457").entersQueue("820");
      await page.setViewportSize({ width: 720, height: 450 });
      await page.goto(`${server.url}${path}`);
      await expect(live(page, "waiting")).toHaveText("1");
      const faults: string[] = [];
      for (let stop = 0; stop < 40; stop += 1) {
        await page.keyboard.press("Tab");
        // A tooltip that opens or goes with the focus is drawn by then.
        await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 0)));
        const fault = await page.evaluate(faultOfFocus);
        if (fault === "end") break;
        if (fault !== null) faults.push(fault);
      }
      expect(faults).toEqual([]);
    });
  }
});

/** Runs in the page, and so stands alone. null: the focus is as it must be. */
function faultOfFocus(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return "end";
  const drawn = focused.closest("label") ?? focused;
  const { top, bottom, left, width, height } = drawn.getBoundingClientRect();
  const words = (focused.getAttribute("aria-label") ?? focused.textContent ?? "").trim().slice(0, 40);
  if (getComputedStyle(drawn).outlineStyle === "none") return `no focus to be seen on "${words}"`;
  if (height <= innerHeight && (top < -1 || bottom > innerHeight + 1)) return `"${words}" is out of sight`;
  if (height > innerHeight) return null;
  const above = document.elementFromPoint(Math.min(left + width / 2, innerWidth - 1), top + height / 2);
  return above !== null && (drawn.contains(above) || above.contains(drawn)) ? null : `"${words}" is covered`;
}

for (const colorScheme of ["dark", "light"] as const) {
  for (const [width, height] of [
    [1440, 900],
    [720, 450],
    [420, 640],
  ] as const) {
    test.describe(`${colorScheme}, ${width}x${height}`, () => {
      test.use({
        colorScheme,
        viewport: { width, height },
        expectedErrors: networkFails,
      });

      test(`[O15] ${colorScheme} ${width}: no barrier on any screen while its figures are old, or gone`, async ({
        page,
        network,
        phones,
      }) => {
        test.slow();
        const call = phones.inbound("0555123456");
        await call.entersQueue("820");
        await call.isLostAt("820");
        await phones.inbound("0555123457").entersQueue("820");
        await page.clock.install();
        for (const path of ["/supervisor", "/desk/117", "/calls", "/reports", address]) {
          await page.goto(`http://127.0.0.1:${network.port}${path}`);
          await expect(live(page, "waiting")).toHaveText("1");
          network.become({ is: "black-hole" });
          for (const [freshness, ms] of [
            ["stale", 20_000],
            ["lost", 60_000],
          ] as const) {
            await page.clock.fastForward(ms);
            await expect(page.getByTestId("office")).toHaveAttribute("data-freshness", freshness);
            expect(await barriersOn(page), `${path}, ${freshness}`).toEqual([]);
          }
          network.heal();
        }
      });
    });
  }
}

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
