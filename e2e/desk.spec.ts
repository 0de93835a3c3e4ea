import type { Page } from "@playwright/test";
import { barriersOn } from "./barriers.ts";
import { deskPage } from "./desk-page.ts";
import { networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import type { PhoneSystem } from "./phone-system.ts";

const caller = "05552221133";
const sideWindow = { width: 420, height: 640 };

async function openDesk(page: Page, url: string, extension = "204") {
  await page.goto(`${url}/desk/${extension}`);
  await expect(page.getByTestId("my-state")).toContainText("Not on a call");
  return deskPage(page);
}

async function spokenBefore(phones: PhoneSystem) {
  const call = phones.inbound(caller);
  await call.entersQueue("820");
  await call.rings("117");
  await call.isAnsweredBy("117");
  await call.ends("117", "06:10");
  const lost = phones.inbound(caller);
  await lost.entersQueue("820");
  await lost.rings("204");
  await lost.isLostAt("820");
}

test.describe("a ringing phone", () => {
  test("[O54] the card is there without a single question to the server, and what is known of the caller moves nothing", async ({
    page,
    server,
    phones,
  }) => {
    await spokenBefore(phones);
    let tell: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    await page.route("**/api/callers?*", async (route) => {
      await told;
      await route.continue();
    });
    const desk = await openDesk(page, server.url);
    await page.evaluate(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector('[data-testid="desk-card"][data-kind="ringing"]') === null) return;
        document.body.dataset["rangAt"] = String(Date.now());
        observer.disconnect();
      }).observe(document.body, { childList: true, subtree: true, attributes: true });
    });
    const next = phones.inbound("05559998877");
    await next.entersQueue("820");
    const call = phones.inbound(caller);
    await call.entersQueue("820");
    await call.rings("202");
    const sentAt = Date.now();
    await call.rings("204");
    const card = desk.card("ringing");
    await expect(card).toBeVisible();
    const ms = Number(await page.evaluate(() => document.body.dataset["rangAt"])) - sentAt;
    process.stdout.write(`the card stood ${ms} ms after its webhook was sent\n`);

    await expect(desk.part(card, "name")).toHaveText(caller);
    await expect(desk.part(card, "line")).toHaveText("ForSales");
    await expect(desk.part(card, "state")).toContainText(/Ringing\s*0:0\d/);
    await expect(desk.part(card, "waited")).toContainText(/Waited 0:0\d/);
    await expect(desk.part(card, "waited")).toContainText("looking up");
    await expect(desk.part(card, "also")).toHaveText("Lin W.");
    await expect(desk.part(card, "next")).toContainText("05559998877");
    await expect(desk.part(card, "last-talk")).toHaveText("looking up");
    const before = await card.boundingBox();

    tell();
    await expect(desk.part(card, "waited")).toContainText("3rd call today");
    await expect(desk.part(card, "last-talk")).toContainText("with Ana K., 6:10");
    await expect(desk.part(card, "last-talk").getByRole("link")).toHaveAttribute("href", /^\/calls\/.+\?started=/);
    await expect(desk.part(card, "missed")).toHaveText(/once$/);
    expect(await card.boundingBox()).toEqual(before);
  });

  test("[O51] a colleague answers: it says who, for 10 s", async ({ page, server, phones }) => {
    await page.clock.install();
    const desk = await openDesk(page, server.url);
    const call = phones.inbound(caller);
    await call.entersQueue("820");
    await call.rings("204", "202");
    await expect(page).toHaveTitle(/^■ 05552221133 – Sales/);
    await call.isAnsweredBy("202");
    await expect(desk.part(desk.card("ended"), "state")).toContainText("answered by ext 202 Lin W.");
    await expect(page).toHaveTitle(/^Desk 204/);
    await page.clock.fastForward(8_000);
    await expect(desk.cards).toHaveCount(1);
    await page.clock.fastForward(3_000);
    await expect(desk.cards).toHaveCount(0);
  });

  test("[O51] answered here, handed on, and one to its end; the day counts them", async ({ page, server, phones }) => {
    const desk = await openDesk(page, server.url);
    const call = phones.inbound(caller);
    await call.entersQueue("820");
    await call.rings("204");
    await call.isAnsweredBy("204");
    await expect(desk.part(desk.card("talking"), "state")).toContainText(/Talking\s*0:0\d/);
    await expect(page).toHaveTitle(/^● 05552221133 – Sales/);
    await call.rings("117");
    await call.isAnsweredBy("117", "Blind");
    await expect(desk.part(desk.card("ended"), "state")).toContainText("transferred to ext 117 Ana K.");

    const second = phones.inbound("05559998877");
    await second.rings("204");
    await second.isAnsweredBy("204");
    await second.ends("204", "04:10");
    await expect(desk.part(desk.card("ended").first(), "state")).toContainText(/transferred|call over, 4:10/);
    await expect(page.getByText("call over, 4:10")).toBeVisible();

    const out = phones.outbound("05551112222", "204");
    await out.dials();
    await expect(desk.part(desk.card("dialing"), "state")).toContainText("Dialing");
    await out.isAnswered();
    await out.ends("02:31");
    await expect(desk.figure("agent-answered")).toHaveText("2");
    await expect(desk.figure("agent-outbound")).toHaveText("1");
    await expect(desk.figure("agent-ring-no-answer")).toHaveText("0");
    await expect(desk.figure("agent-outbound")).toHaveAttribute("href", "/calls?figure=agent-outbound&agent=204");
    await expect(desk.calls).toHaveCount(3);
    await expect(desk.calls.first()).toContainText("05551112222");
    await expect(desk.calls.first()).toContainText("2:31");
    await expect(page.getByTestId("my-state")).toContainText("Not on a call");
    await expect(page.getByRole("main")).not.toContainText("Free");
  });
});

test.describe("when the line is lost", () => {
  test.use({ expectedErrors: networkFails });

  test("[O53] no card rings on with old data", async ({ page, network, phones }) => {
    await page.clock.install();
    const desk = await openDesk(page, `http://127.0.0.1:${network.port}`);
    await phones.inbound(caller).rings("204");
    await expect(desk.card("ringing")).toBeVisible();
    network.become({ is: "black-hole" });
    await page.clock.fastForward(20_000);
    await expect(desk.part(desk.card("ringing"), "state")).toContainText(/Ringing at \d\d:\d\d:\d\d/);
    await expect(page).toHaveTitle(/^Desk 204/);
    await page.clock.fastForward(60_000);
    await expect(desk.cards).toHaveCount(0);
    await expect(page.getByTestId("my-state")).toContainText("Not known while there is no data");
  });
});

test.describe("mine to call back", () => {
  test("[O64] is taken, tried and done from the desk", async ({ page, server, phones }) => {
    await page.addInitScript(() => localStorage.setItem("ringside-name", "Omar"));
    const desk = await openDesk(page, server.url);
    await expect(desk.callBacks).toHaveCount(0);
    await spokenBefore(phones);
    const row = desk.callBacks;
    await expect(row).toHaveCount(1);
    await expect(row.getByRole("link", { name: "Call: 05552221133" })).toHaveAttribute("href", "tel:05552221133");
    await row.getByRole("button", { name: "Take: 05552221133" }).click();
    await expect(row).toContainText("taken by Omar");
    await row.getByRole("button", { name: "No answer: 05552221133" }).click();
    await expect(row).toContainText("1 attempt");
    await row.getByRole("button", { name: "Done: 05552221133" }).click();
    await page.keyboard.type("reached on the mobile");
    await page.keyboard.press("Enter");
    await expect(row).toHaveCount(0);
    const [done] = (await server.board()).missed;
    expect(done?.resolution).toMatchObject({ by: "Omar", verdict: "done", note: "reached on the mobile" });
  });
});

test("[O64] what a colleague took is left to them, and a withheld caller can only be put aside", async ({
  page,
  server,
  phones,
}) => {
  await page.addInitScript(() => localStorage.setItem("ringside-name", "Omar"));
  const desk = await openDesk(page, server.url);
  for (const lost of [caller, "anonymous"]) {
    const call = phones.inbound(lost);
    await call.entersQueue("820");
    await call.rings("204");
    await call.isLostAt("820");
  }
  const rows = desk.callBacks;
  await expect(rows).toHaveCount(2);
  const [known] = (await server.board()).missed.filter((row) => row.caller === caller);
  await page.request.post(`${server.url}/api/missed`, {
    headers: { origin: server.url },
    data: { id: known?.id, deed: "claim", by: "Ana K.", note: null, seen: 0 },
  });
  const theirs = rows.filter({ hasText: "taken by Ana K." });
  await expect(theirs).toHaveCount(1);
  await expect(theirs.getByRole("button")).toHaveCount(0);
  const withheld = rows.filter({ hasText: "withheld" });
  await expect(withheld.getByRole("button")).toHaveCount(1);
  await withheld.getByRole("button", { name: "Not needed: withheld" }).click();
  await expect(withheld).toHaveCount(0);
});

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  open: boolean;
}

/** Stands in for the browser's notices, which no test can see. @param asked what the person answers */
async function watchNotices(page: Page, asked: NotificationPermission) {
  await page.addInitScript((answer) => {
    const shown: Shown[] = [];
    class Watched {
      static permission: NotificationPermission = "default";
      static async requestPermission() {
        Watched.permission = answer;
        return answer;
      }
      onclick: (() => void) | null = null;
      readonly #shown: Shown;
      constructor(title: string, { body = "", tag = "" }: NotificationOptions) {
        this.#shown = { title, body, tag, open: true };
        shown.push(this.#shown);
      }
      close() {
        this.#shown.open = false;
      }
    }
    Object.assign(window, { Notification: Watched, shownNotices: shown });
  }, asked);
  return () => page.evaluate(() => (window as unknown as { shownNotices: Shown[] }).shownNotices);
}

test.describe("ring notices", () => {
  test("[O66] come after a press only, one a call, and go when the ring ends", async ({ page, server, phones }) => {
    const notices = await watchNotices(page, "granted");
    const desk = await openDesk(page, server.url);
    const early = phones.inbound("05559998877");
    await early.rings("204");
    await expect(desk.card("ringing")).toBeVisible();
    expect(await notices()).toEqual([]);
    await early.isAnsweredBy("117");

    await page.getByRole("button", { name: "Turn on ring notices" }).click();
    await expect(page.getByTestId("ring-notices")).toContainText("Ring notices are on.");
    const call = phones.inbound(caller);
    await call.entersQueue("820");
    await call.rings("204");
    await expect.poll(notices).toMatchObject([{ title: caller, body: "Your phone rings · For Sales", open: true }]);
    await call.isAnsweredBy("204");
    await expect.poll(notices).toMatchObject([{ open: false }]);
  });

  test("[O66] a refusal is told in words", async ({ page, server }) => {
    await watchNotices(page, "denied");
    await openDesk(page, server.url);
    await page.getByRole("button", { name: "Turn on ring notices" }).click();
    await expect(page.getByTestId("ring-notices")).toContainText("forbids ring notices");
    await expect(page.getByRole("button", { name: "Turn on ring notices" })).toHaveCount(0);
  });

  test("[O66] so is an address without HTTPS", async ({ page, server }) => {
    await page.addInitScript(() => Object.defineProperty(window, "isSecureContext", { value: false }));
    await openDesk(page, server.url);
    await expect(page.getByTestId("ring-notices")).toContainText("need HTTPS");
  });

  test("[O66] so is a browser that has none, or fails to show one", async ({ page, server, phones }) => {
    await page.addInitScript(() => {
      class Illegal {
        static permission = "granted";
        static requestPermission = async () => "granted";
        constructor() {
          throw new TypeError("Illegal constructor");
        }
      }
      Object.assign(window, { Notification: Illegal });
    });
    const desk = await openDesk(page, server.url);
    await page.getByRole("button", { name: "Turn on ring notices" }).click();
    await phones.inbound(caller).rings("204");
    await expect(desk.card("ringing")).toBeVisible();
    await expect(page.getByTestId("ring-notices")).toContainText("This browser has no notices");
    await page.addInitScript(() => Reflect.deleteProperty(window, "Notification"));
    await page.reload();
    await expect(page.getByTestId("ring-notices")).toContainText("This browser has no notices");
  });
});

test.describe("whose desk", () => {
  test("[O65] it asks, finds by name, and remembers", async ({ page, server }) => {
    await page.goto(`${server.url}/desk`);
    const field = page.getByRole("textbox", { name: "Extension or name" });
    await expect(page.getByTestId("extensions").getByRole("listitem")).toHaveCount(3);
    await field.fill("omar");
    await expect(page.getByTestId("extensions").getByRole("listitem")).toHaveCount(1);
    await field.press("Enter");
    await expect(page).toHaveURL(/\/desk\/204$/);
    await expect(page.getByTestId("my-state")).toContainText("Omar H.");
    await page.goto(`${server.url}/desk`);
    await expect(page).toHaveURL(/\/desk\/204$/);
    await page.getByRole("link", { name: "Change extension" }).click();
    await page.getByRole("link", { name: /^117/ }).click();
    await expect(page).toHaveURL(/\/desk\/117$/);
    await expect(page.getByRole("button", { name: "This is my phone" })).toHaveCount(0);
  });
});

for (const colorScheme of ["dark", "light"] as const) {
  test.describe(`the ${colorScheme} side window`, () => {
    test.use({ colorScheme, viewport: sideWindow });

    test(`[O67] ${colorScheme}: no barrier and nothing beyond its edge, idle, ringing, talking and ended`, async ({
      page,
      server,
      phones,
    }) => {
      await spokenBefore(phones);
      const desk = await openDesk(page, server.url);
      const check = async (what: string) => {
        expect(await barriersOn(page), what).toEqual([]);
        const beyond = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
        expect(await page.evaluate(beyond), what).toBe(0);
      };
      await expect(desk.calls.or(page.getByText("No calls yet today"))).toBeVisible();
      await check("idle");
      const call = phones.inbound(caller);
      await call.entersQueue("820");
      await call.rings("204");
      await phones.inbound("anonymous").rings("204");
      await expect(desk.card("ringing")).toHaveCount(2);
      await expect(desk.part(desk.cards.first(), "waited")).toContainText("3rd call today");
      await expect(desk.part(desk.cards.first(), "missed")).toBeInViewport();
      await check("two ring");
      await call.isAnsweredBy("204");
      await expect(desk.card("talking")).toBeVisible();
      await check("talking");
      await call.ends("204", "00:04");
      await expect(desk.card("ended")).toBeVisible();
      await check("ended");
    });
  });
}
