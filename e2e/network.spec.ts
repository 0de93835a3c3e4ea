import { networkFails } from "./expected-errors.ts";
import { expect, test } from "./fixtures.ts";
import { wallPage } from "./wall-page.ts";

test.describe("a screen that loses the network", () => {
  // A browser says on the console what the wall says on its banner.
  test.use({ expectedErrors: networkFails });

  test("[T11] says so, each age in its own way, and shows nothing that may be false", async ({
    page,
    network,
    phones,
  }) => {
    const wall = wallPage(page);
    await page.clock.install();
    await page.goto(`http://127.0.0.1:${network.port}/wall`);
    const missed = phones.inbound("05552221144");
    await missed.entersQueue("820");
    await missed.isLostAt("820");
    const waiting = phones.inbound("05552221133");
    await waiting.entersQueue("820");
    await waiting.rings("117");
    await expect(wall.ringing("117")).toBeVisible();
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");

    network.become({ is: "black-hole" });
    await page.clock.fastForward(7_000);
    await expect(wall.wall).toHaveAttribute("data-freshness", "delayed");
    await expect(page.getByTestId("freshness")).toHaveText(/^[5-9] s$/);
    await expect(wall.numeral("waiting")).toHaveText("1");

    await page.clock.fastForward(13_000);
    await expect(wall.wall).toHaveAttribute("data-freshness", "stale");
    await expect(page.getByTestId("banner")).toContainText(/No data for (19|2\d) s/);
    await expect(page.getByTestId("last-message")).toHaveText(/last \d\d:\d\d:\d\d/);
    await expect(wall.numeral("waiting")).toHaveText("1");
    const frozen = await wall.numeral("longest").textContent();
    await page.clock.fastForward(10_000);
    await expect(page.getByTestId("banner")).toContainText(/No data for (29|3\d) s/);
    await expect(wall.numeral("longest")).toHaveText(frozen ?? "");

    await page.clock.fastForward(40_000);
    await expect(wall.wall).toHaveAttribute("data-freshness", "lost");
    for (const tile of ["waiting", "longest", "not-on-call"]) await expect(wall.numeral(tile)).toHaveText("–");
    await expect(wall.numeral("call-back")).toHaveText("1");
    await expect(wall.ringing("117")).toHaveCount(0);
    await expect(page.getByTestId("count-ringing")).toHaveText("–");
    await expect(wall.today("inbound")).toHaveText("2");
    await expect(page.getByTestId("today")).toContainText(/as of \d\d:\d\d/);

    await page.clock.fastForward(600_000);
    await expect(wall.wall).toHaveAttribute("data-freshness", "down");
    await expect(page.getByTestId("banner")).toContainText("Check the network of this screen");
  });

  test("[P5] says so within five seconds, though its line is open", async ({ page, network, phones }) => {
    const wall = wallPage(page);
    await page.clock.install();
    const opened = page.waitForEvent("websocket");
    await page.goto(`http://127.0.0.1:${network.port}/wall`);
    await phones.inbound("05552221133").entersQueue("820");
    await expect(wall.numeral("waiting")).toHaveText("1");
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
    network.become({ is: "black-hole" });
    // From now on its time passes when the test says so.
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 100));
    const line = await opened;
    await page.clock.fastForward(1_000);
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
    expect(line.isClosed()).toBe(false);
    await page.clock.fastForward(3_900);
    await expect(wall.wall).toHaveAttribute("data-freshness", "delayed");
    await expect(page.getByTestId("freshness")).toBeVisible();
    await expect(wall.numeral("waiting")).toHaveText("1");
  });

  test("[T11] is right again, without a hand on it, once the network is back", async ({ page, network, phones }) => {
    const wall = wallPage(page);
    await page.clock.install();
    await page.goto(`http://127.0.0.1:${network.port}/wall`);
    const answered = phones.inbound("05552221133");
    await answered.entersQueue("820");
    await answered.rings("117");
    await expect(wall.ringing("117")).toBeVisible();

    network.become({ is: "black-hole" });
    await answered.isAnsweredBy("117");
    const missed = phones.inbound("05552221144");
    await missed.entersQueue("821");
    await missed.isLostAt("821");
    const waiting = phones.inbound("05552221155");
    await waiting.entersQueue("820");
    await page.clock.fastForward(70_000);
    await expect(wall.wall).toHaveAttribute("data-freshness", "lost");

    network.heal();
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
    await expect(wall.ringing("117")).toHaveCount(0);
    await expect(wall.agent("117")).toHaveAttribute("data-state", "talking");
    await expect(wall.numeral("waiting")).toHaveText("1");
    await expect(wall.numeral("longest")).toHaveText(/^0:0\d$/);
    await expect(wall.numeral("call-back")).toHaveText("1");
    await expect(wall.today("inbound")).toHaveText("3");

    await answered.ends("117", "00:09");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "idle");
  });

  test("[T11] whose connection is cut for a moment misses nothing", async ({ page, network, phones }) => {
    const wall = wallPage(page);
    await page.goto(`http://127.0.0.1:${network.port}/wall`);
    const call = phones.inbound("05552221133");
    await call.entersQueue("820");
    await expect(wall.numeral("waiting")).toHaveText("1");
    network.become({ is: "reset" });
    await call.rings("117");
    await expect(wall.ringing("117")).toBeVisible();
    network.become({ is: "reset" });
    await call.isAnsweredBy("117");
    await expect(wall.agent("117")).toHaveAttribute("data-state", "talking");
    await expect(wall.wall).toHaveAttribute("data-freshness", "live");
  });
});

test.describe("a screen that knows nothing yet", () => {
  test("[T11] shows dashes, never a zero, and says after a while that it cannot reach the server", async ({
    page,
    server,
  }) => {
    const wall = wallPage(page);
    // Accepts the connection, and never says a word.
    await page.routeWebSocket(/socket\.io/, () => undefined);
    await page.clock.install();
    await page.goto(`${server.url}/wall`);
    await expect(wall.wall).toHaveAttribute("data-freshness", "before-first");
    for (const tile of ["waiting", "longest", "not-on-call", "call-back"]) {
      await expect(wall.numeral(tile)).toHaveText("–");
    }
    await expect(wall.today("inbound")).toHaveText("–");
    await expect(page.locator("main")).not.toContainText(/\d/);
    await page.clock.fastForward(16_000);
    await expect(page.getByTestId("banner")).toContainText("This screen cannot reach the board server");
  });

  test.describe("without its script", () => {
    test.use({ javaScriptEnabled: false });

    test("[T11] the page itself claims nothing", async ({ page, server, phones }) => {
      const call = phones.inbound("05552221133");
      await call.entersQueue("820");
      await page.goto(`${server.url}/wall`);
      await expect(wallPage(page).numeral("waiting")).toHaveText("–");
      await expect(page.locator("main")).not.toContainText(/\d/);
    });
  });
});
