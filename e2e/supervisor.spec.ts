import type { Browser } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { either, networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { directoryOf, fillFloor } from "./floor.ts";
import type { PhoneSystem } from "./phone-system.ts";
import { supervisorPage } from "./supervisor-page.ts";

async function lose(phones: PhoneSystem, caller: string): Promise<void> {
  const call = phones.inbound(caller);
  await call.entersQueue("820");
  await call.rings("117");
  await call.isLostAt("820");
}

async function answer(phones: PhoneSystem, caller: string, extension: string): Promise<void> {
  const call = phones.inbound(caller);
  await call.entersQueue("820");
  await call.rings(extension);
  await call.isAnsweredBy(extension);
  await call.ends(extension, "00:31");
}

async function colleague(browser: Browser, url: string, name: string) {
  const page = await (await browser.newContext()).newPage();
  const screen = supervisorPage(page);
  await screen.open(url, name);
  return { page, screen };
}

test("[O33] a miss appears at once on every screen, and what one person does the other sees", async ({
  page,
  browser,
  server,
  phones,
}) => {
  const ana = supervisorPage(page);
  await ana.open(server.url, "Ana K.");
  await expect(page.getByText("Waiting for the first call of the day")).toBeVisible();
  const { page: other, screen: lin } = await colleague(browser, server.url, "Lin W.");
  await lose(phones, "05552221133");
  await expect(ana.row("05552221133")).toContainText("Sales");
  await expect(ana.row("05552221133")).toContainText("rang Ana K.");
  await expect(lin.rows).toHaveCount(1);

  await ana.row("05552221133").getByRole("button", { name: "Take" }).click();
  await expect(ana.owner("05552221133")).toHaveText("Ana K.");
  await expect(lin.owner("05552221133")).toHaveText("Ana K.");

  await lin.row("05552221133").getByRole("button", { name: "Take" }).click();
  await expect(lin.row("05552221133").getByTestId("refusal")).toContainText("Ana K.");
  await expect(lin.owner("05552221133")).toHaveText("Ana K.");

  await ana.show("Mine");
  await expect(ana.rows).toHaveCount(1);
  await lin.show("Mine");
  await expect(other.getByText("You have taken no caller")).toBeVisible();
  await other.context().close();
});

test("[O34] a row is done with a note, undone, put aside and reopened", async ({ page, server, phones }) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  await lose(phones, "05552221133");
  await screen.row("05552221133").click();
  const detail = page.getByTestId("detail");
  await expect(detail).toContainText("rang Ana K.");
  await detail.getByRole("button", { name: "No answer…" }).click();
  await page.getByRole("dialog").getByLabel("Note").fill("engaged");
  await page.keyboard.press("Enter");
  await expect(detail).toContainText("no answer, tried by Ana K.: engaged");
  await expect(screen.owner("05552221133")).toContainText("1 attempt");

  await detail.getByRole("button", { name: "Done…" }).click();
  await page.getByRole("dialog").getByLabel("Note").fill("wants <b>40</b> units");
  await page.keyboard.press("Enter");
  await expect(screen.how("05552221133")).toHaveText("closed: done by Ana K.: wants <b>40</b> units");
  await screen.show("Done today");
  await expect(screen.how("05552221133")).toHaveText("done by Ana K.: wants <b>40</b> units");
  await screen.row("05552221133").getByRole("button", { name: "Undo" }).click();
  await screen.show("Open");
  await expect(screen.rows).toHaveCount(1);

  // The detail stays with its row, whatever list that is in.
  await detail.getByRole("button", { name: "Not needed" }).click();
  await screen.show("Not needed");
  await expect(screen.how("05552221133")).toHaveText("not needed by Ana K.");
  await detail.getByRole("button", { name: "Reopen" }).click();
  await screen.show("Open");
  await expect(screen.rows).toHaveCount(1);
});

test("[O35] a row closes by itself when the caller is spoken to, says how, and can be opened again", async ({
  page,
  server,
  phones,
}) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  await lose(phones, "05552221133");
  await expect(screen.rows).toHaveCount(1);
  await answer(phones, "05552221133", "202");
  await expect(page.getByText("Nothing to return")).toBeVisible();
  await screen.show("Done today");
  await expect(screen.how("05552221133")).toHaveText("called again, answered by Lin W. (auto)");
  await screen.row("05552221133").getByRole("button", { name: "Undo" }).click();
  await screen.show("Open");
  await expect(screen.row("05552221133")).toHaveAttribute("data-status", "open");
});

test.describe("a server that ends and comes back", () => {
  test.use({ expectedErrors: either(networkFails, /status of 5/) });

  test("[O36] it still knows who took what, and every note", async ({ page, server, phones }) => {
    const screen = supervisorPage(page);
    await screen.open(server.url, "Ana K.");
    await lose(phones, "05552221133");
    await lose(phones, "05552221144");
    await screen.row("05552221133").getByRole("button", { name: "Take" }).click();
    await expect(screen.owner("05552221133")).toHaveText("Ana K.");
    await screen.row("05552221144").focus();
    await page.keyboard.press("d");
    await page.getByRole("dialog").getByLabel("Note").fill("sent an offer");
    await page.keyboard.press("Enter");
    await expect(screen.how("05552221144")).toContainText("sent an offer");
    await server.kill();
    await server.start();
    await page.reload();
    await expect(screen.owner("05552221133")).toHaveText("Ana K.");
    await screen.show("Done today");
    await expect(screen.how("05552221144")).toHaveText("done by Ana K.: sent an offer");
  });
});

test("[O27] the keyboard alone is enough", async ({ page, server, phones }) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  for (const caller of ["05552221133", "05552221144", "05552221155"]) await lose(phones, caller);
  await expect(screen.rows).toHaveCount(3);
  await page.keyboard.press("j");
  await expect(screen.row("05552221133")).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("ArrowDown");
  await expect(screen.row("05552221155")).toBeFocused();
  await page.keyboard.press("k");
  await expect(screen.row("05552221144")).toBeFocused();
  await page.keyboard.press("t");
  await expect(screen.owner("05552221144")).toHaveText("Ana K.");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("detail")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("detail")).toHaveCount(0);
  await page.keyboard.press("n");
  await expect(screen.how("05552221144")).toHaveText("closed: not needed by Ana K.");
  await page.keyboard.press("u");
  await expect(screen.row("05552221144")).not.toHaveAttribute("data-status", "resolved");

  await page.keyboard.press("/");
  await page.keyboard.type("1155 t");
  await expect(page.getByRole("searchbox", { name: "Search name or number" })).toHaveValue("1155 t");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(screen.rows).toHaveCount(1);
  await expect(page).toHaveURL(/find=1155/);

  await page.keyboard.press("Tab");
  await page.keyboard.press("?");
  await page.getByRole("checkbox", { name: "Single letters work as keys" }).uncheck();
  await page.keyboard.press("Escape");
  await screen.rows.first().focus();
  await page.keyboard.press("n");
  await expect(screen.rows.first()).toHaveAttribute("data-status", "open");
});

test("[O23] rows do not move under the pointer: what is new waits outside, what closed says so in its place", async ({
  page,
  server,
  phones,
}) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  for (const caller of ["05552221133", "05552221144", "05552221155"]) await lose(phones, caller);
  await expect(screen.rows).toHaveCount(3);
  await screen.row("05552221144").hover();
  await expect(screen.held).toContainText("Held still");
  const before = await screen.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
  await answer(phones, "05552221133", "202");
  await lose(phones, "05552221166");
  await lose(phones, "05552221177");
  await expect(screen.newcomers).toHaveText("2 new ↑");
  await expect(screen.how("05552221133")).toHaveText("closed: called again, answered by Lin W. (auto)");
  expect(await screen.rows.evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top))).toEqual(before);
  await expect(screen.rows).toHaveCount(3);
  await page.mouse.move(5, 5);
  await expect(screen.rows).toHaveCount(4);
  await expect(screen.row("05552221133")).toHaveCount(0);

  await page.getByRole("button", { name: "Freeze" }).click();
  await page.mouse.move(5, 5);
  await lose(phones, "05552221188");
  await screen.newcomers.click();
  await expect(screen.rows).toHaveCount(5);
});

test("[O29] a withheld number cannot be called, and says why; another can, by a press", async ({
  page,
  server,
  phones,
}) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  await lose(phones, "anonymous");
  await lose(phones, "05552221133");
  await expect(screen.row("05552221133").getByTestId("call-link")).toHaveAttribute("href", "tel:05552221133");
  await expect(page.getByTestId("live-call-back").getByTestId("value")).toHaveText("1");
  await expect(screen.rows).toHaveCount(1);
  await screen.show("Withheld");
  const barred = screen.row("withheld").getByRole("button", { name: /Call/ });
  await expect(barred).toHaveAttribute("aria-disabled", "true");
  await expect(barred).toContainText("The number is withheld");
});

test("[O29] nobody can call a withheld number: it is put aside by a press", async ({ page, server, phones }) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  await lose(phones, "anonymous");
  await screen.show("Withheld");
  await screen.row("withheld").getByRole("button", { name: "Not needed" }).click();
  await expect(screen.how("withheld")).toHaveText("closed: not needed by Ana K.");
});

test("[O34] what somebody took who has left is released by another, and taken", async ({
  page,
  browser,
  server,
  phones,
}) => {
  const { page: gone, screen: lin } = await colleague(browser, server.url, "Lin W.");
  await lose(phones, "05552221133");
  await lin.row("05552221133").getByRole("button", { name: "Take" }).click();
  await expect(lin.owner("05552221133")).toHaveText("Lin W.");
  await gone.context().close();
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  await screen.row("05552221133").click();
  const detail = page.getByTestId("detail");
  await detail.getByRole("button", { name: "Release from Lin W." }).click();
  await expect(screen.row("05552221133")).toHaveAttribute("data-status", "open");
  await detail.getByRole("button", { name: "Take" }).click();
  await expect(screen.owner("05552221133")).toHaveText("Ana K.");
});

test("[O27] Escape closes the detail, wherever in the worklist the focus is", async ({ page, server, phones }) => {
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  await lose(phones, "05552221133");
  await expect(screen.rows).toHaveCount(1);
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const detail = page.getByTestId("detail");
  await expect(detail).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(detail).toHaveCount(0);
  await page.keyboard.press("Enter");
  await detail.getByRole("button", { name: "Copy number" }).focus();
  await page.keyboard.press("Escape");
  await expect(detail).toHaveCount(0);
  await expect(screen.row("05552221133")).toBeFocused();
});

test("[O38] the opened row and its detail are in sight together, also in a narrow window", async ({
  page,
  server,
  phones,
}) => {
  const screen = supervisorPage(page);
  for (let n = 0; n < 14; n++) await lose(phones, `0555222110${n}`);
  for (const [width, height] of [
    [1440, 900],
    [420, 640],
  ] as const) {
    await page.setViewportSize({ width, height });
    await screen.open(server.url, "Ana K.");
    await expect(screen.rows.first()).toBeVisible();
    await page.keyboard.press("j");
    await page.keyboard.press("End");
    await expect(screen.row("05552221101").last()).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("detail")).toBeInViewport();
    const overlap = async () => {
      const row = await page.locator("[data-row]:focus").boundingBox();
      const detail = await page.getByTestId("detail").boundingBox();
      return row === null || detail === null ? Number.NaN : row.y >= 0 && row.y + row.height <= detail.y + 1;
    };
    await expect.poll(overlap, `${width}x${height}`).toBe(true);
  }
});

test("[O39] a number is never cut, nor a button, from 200 % zoom of a small screen to a large one", async ({
  page,
  server,
  phones,
}) => {
  const caller = "+493055501234";
  await lose(phones, caller);
  await lose(phones, caller);
  const screen = supervisorPage(page);
  await screen.open(server.url, "Ana K.");
  const row = screen.row(caller);
  for (const [width, height] of [
    [420, 640],
    [640, 400],
    [720, 450],
    [960, 540],
    [1200, 800],
    [1280, 800],
    [1366, 768],
    [1440, 900],
    [1920, 1080],
  ] as const) {
    await page.setViewportSize({ width, height });
    const size = `${width}x${height}`;
    const cut = () =>
      row
        .getByTestId("caller")
        .locator(".name-head")
        .evaluateAll((heads) => heads.filter((head) => head.scrollWidth > head.clientWidth).length);
    await expect.poll(cut, size).toBe(0);
    const list = await page.getByTestId("worklist").boundingBox();
    const take = await row.getByRole("button", { name: "Take" }).boundingBox();
    expect((take?.x ?? 0) + (take?.width ?? 0), size).toBeLessThanOrEqual((list?.x ?? 0) + (list?.width ?? 0));
  }
});

test("[O23] live calls do not move under the pointer either: what ends says so, what is new is counted", async ({
  page,
  server,
  phones,
}) => {
  const first = phones.inbound("05552221133");
  await first.entersQueue("820");
  const second = phones.inbound("05552221144");
  await second.entersQueue("820");
  await supervisorPage(page).open(server.url, "Ana K.");
  const lines = page.getByTestId("live-call");
  await expect(lines).toHaveCount(2);
  await lines.nth(1).hover();
  await first.isLostAt("820");
  await phones.inbound("05552221155").entersQueue("820");
  await expect(lines.nth(0)).toHaveAttribute("data-state", "over");
  await expect(page.getByText("1 new")).toBeVisible();
  await expect(lines).toHaveCount(2);
  await page.mouse.move(5, 5);
  await expect(lines.filter({ hasText: "05552221133" })).toHaveCount(0);
  await expect(lines).toHaveCount(2);
});

test.describe("a network that is lost while an act is on its way", () => {
  test.use({ expectedErrors: either(networkFails, /status of 5/) });

  test("[O40] it says that nobody knows, keeps the note, and told again is done once", async ({
    page,
    server,
    phones,
  }) => {
    const screen = supervisorPage(page);
    await screen.open(server.url, "Ana K.");
    await lose(phones, "05552221133");
    // The act arrives, its answer does not.
    await page.route("**/api/missed", async (route) => {
      await route.fetch();
      await route.abort("connectionreset");
    });
    await screen.row("05552221133").focus();
    await page.keyboard.press("a");
    await page.getByRole("dialog").getByLabel("Note").fill("engaged");
    await page.keyboard.press("Enter");
    const refusal = screen.row("05552221133").getByTestId("refusal");
    await expect(refusal).toContainText("It is not known whether this was saved.");
    await page.unroute("**/api/missed");
    await refusal.getByRole("button", { name: "Try again" }).click();
    await expect(refusal).toHaveCount(0);
    await expect(screen.owner("05552221133")).toContainText("1 attempt");
    await screen.row("05552221133").focus();
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("detail")).toContainText("no answer, tried by Ana K.: engaged");
  });
});

for (const colorScheme of ["dark", "light"] as const) {
  test.describe(`the ${colorScheme} screen`, () => {
    const floor = { queues: 8, agents: 20 };
    test.use({ colorScheme, directory: directoryOf(floor) });

    test(`[O37] ${colorScheme}: no barrier that WCAG 2.2 AA names, and nothing wider than the window`, async ({
      page,
      server,
      phones,
    }) => {
      await fillFloor(phones, floor);
      const screen = supervisorPage(page);
      await screen.open(server.url, "Ana K.");
      await screen.rows.first().click();
      await expect(page.getByTestId("detail")).toBeVisible();
      for (const [width, height] of [
        [1440, 900],
        [960, 540],
        [420, 640],
      ] as const) {
        await page.setViewportSize({ width, height });
        const wider = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        await expect.poll(wider).toBeLessThanOrEqual(0);
        expect(await barriersOn(page), `${width}x${height}`).toEqual([]);
      }
    });
  });
}
