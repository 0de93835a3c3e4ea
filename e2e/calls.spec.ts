import { expect, test } from "./fixtures.ts";
import { createPhoneSystem } from "./phone-system.ts";
import { wallPage } from "./wall-page.ts";

test.describe("a call on the wall", () => {
  test("[T10] comes in, rings, is answered and ends", async ({ page, server, phones }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
    await expect(page.getByTestId("today")).toContainText("no calls yet");
    await expect(wall.numeral("waiting")).toHaveText("0");

    const call = phones.inbound("05552221133");
    await call.reachesMenu("800");
    await call.entersQueue("820");
    await expect(wall.numeral("waiting")).toHaveText("1");
    await expect(wall.numeral("longest")).toHaveText(/^0:0\d$/);

    await call.rings("117");
    await expect(wall.ringing("117")).toHaveAttribute("data-queue", "820");
    await expect(wall.ringing("117")).toContainText("Ana K.");
    await expect(wall.ringing("117").getByTestId("rings-for")).toHaveText("Sales");
    await expect(wall.numeral("waiting")).toHaveText("1");
    await expect(wall.numeral("not-on-call")).toHaveText("0");

    await call.isAnsweredBy("117");
    await expect(wall.ringing("117")).toHaveCount(0);
    await expect(wall.agent("117")).toHaveAttribute("data-state", "talking");
    await expect(wall.numeral("waiting")).toHaveText("0");
    await expect(wall.numeral("longest")).toHaveText("–");

    await call.ends("117", "00:06");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "idle");
    await expect(wall.numeral("not-on-call")).toHaveText("1");
    await expect(wall.today("inbound")).toHaveText("1");
    await expect(wall.today("answered")).toHaveText("1");
    await expect(wall.today("missed")).toHaveText("0");
    await expect(wall.wall).not.toContainText("05552221133");
  });

  test("[T10] appears within a blink", async ({ page, server, phones }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await page.evaluate(() => {
      new MutationObserver((_changes, observer) => {
        if (document.querySelector('[data-testid="ringing-phone"]') === null) return;
        document.body.dataset["rangAt"] = String(Date.now());
        observer.disconnect();
      }).observe(document.body, { childList: true, subtree: true });
    });
    const sentAt = Date.now();
    await call.rings("117");
    await expect(page.locator("body")).toHaveAttribute("data-rang-at", /\d/);
    const rangAt = Number(await page.locator("body").getAttribute("data-rang-at"));
    expect(rangAt - sentAt).toBeLessThan(500);
  });

  test("[T10] is transferred, attended: the second agent's answer comes before his ring", async ({
    page,
    server,
    phones,
  }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await call.rings("117");
    await call.isAnsweredBy("117");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "talking");
    await call.isAnsweredBy("204", "Attended");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "talking");
    await call.isHandedOverBy("117", "00:14");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "idle");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "talking");
    await call.ends("204", "00:06");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "idle");
    await expect(wall.today("answered")).toHaveText("1");
    await expect(wall.today("inbound")).toHaveText("1");
  });

  test("[T10] is transferred, blind: the phone rings while the first agent talks", async ({ page, server, phones }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await call.rings("117");
    await call.isAnsweredBy("117");
    await call.rings("204");
    await expect(wall.ringing("204")).toHaveAttribute("data-reason", "transfer");
    await expect(wall.numeral("waiting")).toHaveText("0");
    await call.isAnsweredBy("204", "Blind");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "idle");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "talking");
    await call.ends("204", "00:04");
    await expect(wall.agent("204")).toHaveAttribute("data-state", "idle");
    await expect(wall.today("answered")).toHaveText("1");
  });

  test("[T10] that is missed is to be called back, until somebody speaks with the caller", async ({
    page,
    server,
    phones,
  }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const missed = phones.inbound("05552221133");
    await missed.reachesMenu("800");
    await missed.entersQueue("820");
    await missed.rings("202");
    await expect(wall.ringing("202")).toHaveCount(1);
    await missed.isLostAt("820");
    await expect(wall.ringing("202")).toHaveCount(0);
    await expect(wall.numeral("waiting")).toHaveText("0");
    await expect(wall.numeral("call-back")).toHaveText("1");
    await expect(wall.today("missed")).toHaveText("1");

    const back = phones.outbound("05552221133", "202");
    await back.dials();
    await expect(wall.agent("202")).toHaveAttribute("data-state", "dialing");
    await back.isAnswered();
    await expect(wall.agent("202")).toHaveAttribute("data-state", "talking");
    await back.ends("00:31");
    await expect(wall.numeral("call-back")).toHaveText("0");
    await expect(wall.today("outbound")).toHaveText("1");
  });

  test("[T10] of several queues stands in its own row", async ({ page, server, phones }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const sales = phones.inbound("05552221133");
    await sales.entersQueue("820");
    const support = phones.inbound("05552221144");
    await support.entersQueue("821");
    await support.rings("117", "204");
    await expect(wall.queue("821").locator('[data-cell="waiting"]')).toHaveText("1");
    await expect(wall.ringing("117").getByTestId("rings-for")).toHaveText("Support");
    await expect(wall.ringing("204").getByTestId("rings-for")).toHaveText("Support");
    await support.isAnsweredBy("204");
    await expect(wall.queue("821").locator('[data-cell="waiting"]')).toHaveText("0");
    await expect(wall.queue("820").locator('[data-cell="waiting"]')).toHaveText("1");
    await expect(wall.ringing("117")).toHaveCount(0);
  });
});

test.describe("a feed that says everything twice", () => {
  test("[T10] repeated, it changes nothing", async ({ page, server, phones }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const spoken = phones.inbound("05552221133");
    await spoken.entersQueue("820");
    await spoken.rings("117");
    await spoken.isAnsweredBy("117");
    await spoken.ends("117", "00:06");
    const lost = phones.inbound("05552221144");
    await lost.entersQueue("820");
    await lost.rings("202");
    await lost.isLostAt("820");
    const waiting = phones.inbound("05552221155");
    await waiting.entersQueue("821");
    const before = figures(await server.board());
    await phones.repeatEverything();
    expect(figures(await server.board())).toEqual(before);
    await expect(wall.numeral("waiting")).toHaveText("1");
    await expect(wall.numeral("call-back")).toHaveText("1");
    await expect(wall.today("inbound")).toHaveText("3");
  });

  test("[T10] mirrored, it counts once", async ({ page, server }) => {
    const wall = wallPage(page);
    await page.goto(`${server.url}/wall`);
    const phones = createPhoneSystem(server.webhook, 2);
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await call.rings("117");
    await call.isAnsweredBy("117");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "talking");
    await call.ends("117", "00:06");
    const { today, queues, agents } = await server.board();
    expect(today).toMatchObject({ inbound: 1, answered: 1, missed: 0 });
    expect(queues[0]).toMatchObject({ queue: "820", offered: 1, answered: 1, waiting: 0 });
    expect(agents.find(({ extension }) => extension === "117")).toMatchObject({ answered: 1, talkSeconds: 6 });
  });
});

/** The board without what every delivery moves: the journal's position, and the instant. */
function figures({ rev: _rev, at: _at, ...rest }: object & { rev: number; at: string }) {
  return rest;
}

test.describe("a wait on the wall", () => {
  test.use({ environment: { RINGSIDE_WATCH_AFTER: "1", RINGSIDE_ALARM_AFTER: "3" } });

  test("[M13] is judged by the site's own limits", async ({ page, server, phones }) => {
    await page.goto(`${server.url}/wall`);
    const tile = page.getByTestId("headline-longest");
    await expect(tile).toHaveAttribute("data-severity", "normal");
    await phones.inbound("05552221133").entersQueue("820");
    await expect(tile).toHaveAttribute("data-severity", "watch");
    await expect(tile).toHaveAttribute("data-severity", "critical");
  });
});
