import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import type { BoardServer } from "./board-server.ts";
import { either, networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { createPhoneSystem } from "./phone-system.ts";

/** Nothing is set, and nobody has been here: as somebody finds it who has just installed it. */
const nothingSet = { RINGSIDE_ACCESS: "", RINGSIDE_WEBHOOK_KEY: "", RINGSIDE_PLACE: "" };

const password = "four quiet words in a row";

function codeOf(server: BoardServer): string {
  const [, code] = /code[ =]([\dA-Z-]+)/.exec(server.printed()) ?? [];
  if (code === undefined) throw new Error(`no code was printed:\n${server.printed()}`);
  return code;
}

async function fillAccount(page: Page, code: string): Promise<void> {
  await page.getByLabel("Set-up code").fill(code);
  await page.getByLabel("Your name").fill("Ana Kovač");
  await page.getByLabel("Email").fill("ana@example.com");
  await page.getByRole("textbox", { name: "Password" }).fill(password);
}

async function makeAccount(page: Page, server: BoardServer): Promise<void> {
  await page.goto(`${server.url}/setup`);
  await fillAccount(page, codeOf(server));
  await page.getByRole("button", { name: "Make the account" }).click();
  await expect(page.getByRole("heading", { name: "Connect your phone system" })).toBeVisible();
}

/** px by which the page is wider than its window. */
function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const step = (page: Page, name: string) => page.getByTestId(`state-${name}`);

test.describe("a server that nobody has set up", () => {
  test.use({ directory: "", environment: nothingSet });

  test("[U30] leads a newcomer from an empty data folder to a real call on the wall", async ({
    page,
    server,
    context,
  }) => {
    await page.goto(server.url);
    await expect(page).toHaveURL(/\/setup$/);
    await makeAccount(page, server);
    await expect(step(page, "account")).toHaveText("Done");
    await expect(step(page, "connect")).toHaveText("Nothing heard yet");

    await page.getByRole("button", { name: "Show the address with its key" }).click();
    const address = page.getByText(/^http\S+\/api\/webhook\/[\w-]{43}$/).first();
    const webhook = (await address.textContent()) ?? "";
    await expect(page.getByText(`WEBHOOK_URL = ${webhook}`)).toBeVisible();
    await page.getByText("GET", { exact: true }).click();
    await expect(page.getByText(`WEBHOOK_URL = ${webhook}?`)).toBeVisible();

    const call = createPhoneSystem(webhook).inbound("05552221133");
    await call.entersQueue("820");
    await call.rings("117");
    const first = page.getByTestId("first-call");
    await expect(first).toContainText("✓ First call: at 117, from •••133");
    await expect(first).toContainText("Recognised: caller, extension, queue");
    await expect(first).toContainText("not told so far: called line");
    await expect(step(page, "connect")).toHaveText("Done");

    await page.getByRole("link", { name: "Next: Names" }).click();
    await expect(step(page, "names")).toHaveText("2 without a name");
    await page.getByLabel("Name of 820").fill("Sales");
    await page.keyboard.press("Enter");
    await page.getByLabel("Name of 117").fill("Ana K.");
    await page.keyboard.press("Enter");
    await expect(step(page, "names")).toHaveText("Done");

    await page.getByRole("link", { name: "Next: Limits" }).click();
    await expect(step(page, "limits")).toHaveText("Not looked at yet");
    await page.getByRole("button", { name: "Save these limits" }).click();
    await expect(step(page, "limits")).toHaveText("Done");

    await page.getByRole("link", { name: "Next: A TV" }).click();
    const tv = await context.browser()?.newContext();
    if (tv === undefined) throw new Error("there is no browser");
    const wall = await tv.newPage();
    await wall.goto(`${server.url}/tv`);
    const shown = wall.getByTestId("tv-code");
    await expect(shown).toBeVisible();
    await page.getByLabel("2. Code on the TV").fill((await shown.getAttribute("data-code")) ?? "");
    await page.getByLabel("Name of the screen").fill("Hall");
    await expect(page.getByTestId("k")).toContainText("7.3");
    await page.getByRole("button", { name: "Let this screen in" }).click();
    await expect(step(page, "screen")).toHaveText("Done");
    await expect(wall).toHaveURL(/\/wall\//);
    await expect(wall.getByText("Sales").first()).toBeVisible();
    await expect(wall.getByText("5552221133")).toHaveCount(0);
    await tv.close();

    await page.getByRole("link", { name: "Finish" }).click();
    await expect(page.getByTestId("setup-checklist")).toContainText("The set-up is complete.");
  });

  test("[U31] takes the code alone, and says what is wrong in the field where it is", async ({ page, server }) => {
    await page.goto(`${server.url}/setup`);
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByLabel("Set-up code")).toHaveAccessibleDescription(/The code is needed/);
    await fillAccount(page, "AAAA-AAAA-AAAA-AAAA");
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByLabel("Set-up code")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Set-up code").fill(codeOf(server).toLowerCase().replaceAll("-", " "));
    await page.getByRole("textbox", { name: "Password" }).fill("short");
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByRole("textbox", { name: "Password" })).toHaveAttribute("aria-invalid", "true");
    expect(await barriersOn(page)).toEqual([]);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Make the account" }).click();
    await expect(page.getByRole("heading", { name: "Connect your phone system" })).toBeVisible();
  });

  test.use({ expectedErrors: either(networkFails, /status of (400|403)/) });

  test("[U32] takes the code out of the address it was printed in", async ({ page, server }) => {
    await page.goto(`${server.url}/setup#code=${codeOf(server)}`);
    await expect(page.getByLabel("Set-up code")).toHaveValue(codeOf(server));
    expect(page.url()).toBe(`${server.url}/setup`);
  });

  test("[U33] is set up once: who comes later, and who was not the first, are sent to sign in", async ({
    page,
    server,
    browser,
  }) => {
    const code = codeOf(server);
    const elsewhere = await browser.newContext();
    const second = await elsewhere.newPage();
    await second.goto(`${server.url}/setup`);
    await fillAccount(second, code);
    await makeAccount(page, server);
    await second.getByRole("button", { name: "Make the account" }).click();
    await expect(second.getByText("Ringside is set up")).toBeVisible();
    await second.getByRole("link", { name: "Sign in" }).click();
    await expect(second).toHaveURL(/\/sign-in\?next=%2Fsetup/);
    await second.goto(`${server.url}/setup`);
    await expect(second).toHaveURL(/\/sign-in\?next=%2Fsetup/);
    await elsewhere.close();
  });

  test("[U34] goes on after a reload and a restart, where something is missing", async ({ page, server }) => {
    await makeAccount(page, server);
    await page.getByRole("link", { name: /^Limits/ }).click();
    await page.getByLabel("Warn after (s)").fill("130");
    await page.getByRole("button", { name: "Save these limits" }).click();
    await expect(page.getByLabel("Warn after (s)")).toHaveAccessibleDescription(/cannot come after the alarm/);
    await page.getByLabel("Warn after (s)").fill("45");
    await page.getByRole("button", { name: "Save these limits" }).click();
    await expect(step(page, "limits")).toHaveText("Done");
    await server.stop();
    await server.start();
    await page.goto(`${server.url}/setup`);
    await expect(page.getByRole("heading", { name: "Connect your phone system" })).toBeVisible();
    await expect(step(page, "limits")).toHaveText("Done");
    await page.getByRole("link", { name: /^Limits/ }).click();
    await expect(page.getByLabel("Warn after (s)")).toHaveValue("45");
  });

  test("[U40] shows what was refused, and why, while one waits", async ({ page, server }) => {
    await makeAccount(page, server);
    await expect(page.getByTestId("advice")).toContainText("Listening for the first event.");
    await fetch(`${server.url}/api/webhook/not-the-key-that-was-made-for-this-server-x`, {
      method: "POST",
      body: "{}",
    });
    await expect(page.getByTestId("arrivals")).toContainText(/wrong key/i);
    await page.getByRole("button", { name: "Send a test event" }).click();
    await expect(page.getByText(/It arrived: answered in/).first()).toBeVisible();
    await expect(step(page, "connect")).toHaveText("Nothing heard yet");
    expect(await barriersOn(page)).toEqual([]);
  });

  test("[U35] can be done with the keyboard alone", async ({ page, server }) => {
    await page.goto(`${server.url}/setup`);
    await page.getByLabel("Set-up code").focus();
    for (const text of [codeOf(server), "Ana", "ana@example.com", password]) {
      await page.keyboard.type(text);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Connect your phone system" })).toBeVisible();
    await page.getByRole("link", { name: "Go on without" }).focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Give queues and phones their names" })).toBeFocused();
  });
});

for (const theme of ["dark", "light"] as const) {
  test.describe(`every step, ${theme}`, () => {
    test.use({ colorScheme: theme });

    test("[U36] has no barriers, and fits a narrow window", async ({ page, server, phones }) => {
      await phones.inbound("05552221133").entersQueue("820");
      for (const name of ["account", "connect", "names", "limits", "screen"]) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.goto(`${server.url}/setup?step=${name}`);
        await expect(page.getByRole("navigation", { name: "Steps of the set-up" })).toBeVisible();
        expect(await barriersOn(page), name).toEqual([]);
        await page.setViewportSize({ width: 420, height: 640 });
        expect(await sidewaysOverflow(page), name).toBe(0);
      }
      await page.goto(`${server.url}/admin/settings`);
      await expect(page.getByRole("heading", { name: "Environment" })).toBeVisible();
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await barriersOn(page)).toEqual([]);
    });
  });
}

test("[U37] where everybody may come in, no account is asked for, and the steps are there", async ({
  page,
  server,
}) => {
  await page.goto(`${server.url}/setup?step=account`);
  await expect(page.getByText("no accounts are asked for")).toBeVisible();
  await expect(step(page, "account")).toHaveText("Not needed here");
});

test.describe("while the server does not answer", () => {
  test.use({ expectedErrors: networkFails });

  test("[U38] the page says so, and goes on when it does", async ({ page, server }) => {
    await page.route("**/api/session", (route) => route.abort());
    await page.goto(`${server.url}/setup`);
    await expect(page.getByTestId("answer-failed")).toContainText("The board server does not answer.");
    await page.unroute("**/api/session");
    await expect(page.getByRole("navigation", { name: "Steps of the set-up" })).toBeVisible();
  });
});

test("[U39] settings are saved, told where they come from, and show at once", async ({ page, server }) => {
  await page.goto(`${server.url}/admin/settings`);
  await expect(page.getByTestId("given-place")).toHaveText("From RINGSIDE_PLACE.");
  await page.getByLabel("Name of this place").fill("South office");
  await page.getByRole("button", { name: "Save" }).first().click();
  await page.getByRole("dialog").getByRole("textbox").first().fill("Ana");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("given-place")).toHaveText("From RINGSIDE_PLACE, changed here.");
  await page.getByLabel("The last three digits").check();
  await page.getByLabel("Show no figure of a single person anywhere").check();
  await page.getByRole("button", { name: "Save" }).last().click();
  await expect(page.getByText("Saved.").last()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("The last three digits")).toBeChecked();
  await expect(page.locator('[data-variable="RINGSIDE_WEBHOOK_KEY"]')).toContainText("set (not shown)");
});
