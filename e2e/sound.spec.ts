import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { expect, test } from "./fixtures.ts";
import { admin, type Caller, callerAs, signInAs } from "./people.ts";
import { createPhoneSystem } from "./phone-system.ts";

const token = "x".repeat(40);

/** How many pulses the page has begun to sound, without asking the page: a question would count as a touch of it. */
async function pulsesOf(page: Page): Promise<() => number> {
  let pulses = 0;
  page.on("console", (message) => {
    if (message.text() === "pulse") pulses += 1;
  });
  await page.addInitScript(() => {
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (at) {
      console.info("pulse");
      start.call(this, at);
    };
  });
  return () => pulses;
}

interface Told {
  readonly connected: boolean;
  readonly status: { readonly sound: string } | null;
}

/** The only screen, as the server knows it. */
async function screenOf(caller: Caller): Promise<Told | undefined> {
  const { screens } = (await caller.get("/api/screens")) as { readonly screens: readonly Told[] };
  return screens[0];
}

const soundOf = async (caller: Caller) => (await screenOf(caller))?.status?.sound;

test.describe("a screen that is to sound", () => {
  test.use({
    access: "closed",
    environment: {
      RINGSIDE_SCREEN_TOKEN: token,
      RINGSIDE_SCREEN_NAME: "Hall",
      RINGSIDE_SCREEN_SOUND: "yes",
      RINGSIDE_WATCH_AFTER: "1",
      RINGSIDE_ALARM_AFTER: "16",
    },
    expectedErrors: /status of 40[14]/,
  });

  test("[W66] tells that its browser blocks it, until somebody presses a key; then it plays the test tone", async ({
    page: tv,
    server,
    browser,
  }) => {
    const pulses = await pulsesOf(tv);
    await tv.goto(`${server.url}/tv#${token}`);
    const caller = await callerAs(admin, server.url);
    await expect.poll(() => soundOf(caller)).toBe("blocked");
    await expect(tv.getByTestId("sound-blocked")).toHaveText("Sound blocked: press OK");
    expect(await barriersOn(tv)).toEqual([]);

    const office = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
    await signInAs(office, server.url, "admin");
    await office.goto(`${server.url}/admin/screens`);
    const tone = office.getByRole("button", { name: "Play the test tone on Hall" });
    await expect(tone).toBeDisabled();
    await expect(office.getByTestId("screen")).toContainText("blocked");
    await expect(office.getByTestId("open-note")).toBeHidden();

    await tv.keyboard.press("Enter");
    await expect.poll(() => soundOf(caller)).toBe("on");
    await expect(tv.getByTestId("sound-blocked")).toBeHidden();
    expect(pulses()).toBe(0);
    await tone.click();
    await expect.poll(pulses).toBe(5);
    await office.context().close();
  });

  test("[W66] needs no key where somebody pressed one as it was paired", async ({ page: tv, server }) => {
    // The page is not asked for its code: a question would count as a touch of it.
    const pending = tv.waitForResponse((answer) => answer.request().method() === "POST");
    await tv.goto(`${server.url}/tv`);
    const { code } = await (await pending).json();
    await tv.keyboard.press("Enter");
    const caller = await callerAs(admin, server.url);
    const look = { k: null, theme: "dark", sound: true };
    await caller.post("/api/screens/approve", { by: "-", code, name: "Atrium", board: "all", look, expiresAt: null });
    await expect.poll(() => soundOf(caller)).toBe("on");
  });

  test("[W67] sounds, in a browser that lets it, as a caller waits too long and far too long", async ({
    server,
    playwright,
  }, { project }) => {
    test.slow();
    const { executablePath, args = [] } = project.use.launchOptions ?? {};
    const browser = await playwright.chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: [...args, "--autoplay-policy=no-user-gesture-required"],
    });
    const tv = await browser.newPage();
    const pulses = await pulsesOf(tv);
    await tv.goto(`${server.url}/tv#${token}`);
    const caller = await callerAs(admin, server.url);
    await expect.poll(() => soundOf(caller)).toBe("on");
    await createPhoneSystem(server.webhook).inbound("05552221133").entersQueue("820");
    await expect.poll(pulses, { timeout: 10_000 }).toBe(3);
    await expect.poll(pulses, { timeout: 30_000 }).toBe(8);
    await browser.close();
  });

  test("[V61] does what it was told before it had loaded what does it", async ({ page: tv, server }) => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let connecting = false;
    tv.on("websocket", () => {
      connecting = true;
    });
    await tv.route("**/*.js", async (route) => {
      if (connecting) await released;
      await route.continue();
    });
    await tv.goto(`${server.url}/tv#${token}`);
    const caller = await callerAs(admin, server.url);
    await expect.poll(async () => (await screenOf(caller))?.connected).toBe(true);
    expect((await screenOf(caller))?.status).toBeNull();
    await caller.post("/api/screens/command", { by: "-", id: "configured", do: "identify" });
    release();
    await expect(tv.getByTestId("identify")).toHaveText("Hall");
  });
});

test.describe("a wall of nobody's", () => {
  test("[W66] is silent, and loads nothing that sounds, unless its address says so", async ({ page, server }) => {
    const scripts: Promise<string>[] = [];
    page.on("response", (response) => {
      // What is loaded ahead as the page is left is gone with it.
      if (response.request().resourceType() === "script") scripts.push(response.text().catch(() => ""));
    });
    const sounds = async () => (await Promise.all(scripts)).some((text) => text.includes("AudioContext"));
    await page.goto(`${server.url}/wall/all`);
    await expect(page.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    expect(await sounds()).toBe(false);
    await page.goto(`${server.url}/wall/all?sound=on`);
    await expect(page.getByTestId("wall")).toHaveAttribute("data-freshness", "live");
    await expect.poll(sounds).toBe(true);
  });

  test("[V62] says why no TV counts as here, where nobody signs in", async ({ page, server }) => {
    await page.goto(`${server.url}/admin/screens`);
    await expect(page.getByTestId("open-note")).toContainText("counts as away here");
  });
});
