import { loadPage } from "../bench/browser/load-page.ts";
import { expect, test } from "./fixtures.ts";

/** bytes: what the wall may add, gzip, to a page of the same framework with nothing on it (P-8) */
const wallLimit = 45_000;

test.describe("what pages load", () => {
  test.use({ expectedErrors: /Failed to load resource: the server responded with a status of 404/ });

  test("[O6] the wall adds at most 45 kB to an empty page, and nothing of the screens at desks", async ({
    page,
    server,
  }) => {
    const fresh = async () => void (await expect(page.getByTestId("freshness")).toBeVisible());
    const empty = await loadPage(page, `${server.url}/nope`, async () => {
      await expect(page.getByRole("heading")).toHaveText("There is no page here");
    });
    const wall = await loadPage(page, `${server.url}/wall`, fresh);
    const directory = await loadPage(page, `${server.url}/admin/directory`, fresh);
    expect(empty.bytes).toBeGreaterThan(50_000);
    expect(wall.bytes - empty.bytes).toBeLessThanOrEqual(wallLimit);
    for (const ofDesks of ["Skip to the content", "/api/directory", ".figure-link"]) {
      expect(directory.texts.includes(ofDesks), `the directory has ${ofDesks}`).toBe(true);
      expect(wall.texts.includes(ofDesks), `the wall has ${ofDesks}`).toBe(false);
    }
  });

  test("[O6] what draws charts is loaded by the reports alone", async ({ page, server }) => {
    const chart = "u-legend";
    const screens = ["/supervisor", "/desk", "/calls", "/admin/directory"];
    for (const address of screens) {
      const { texts } = await loadPage(page, `${server.url}${address}`, async () => {
        await expect(page.getByTestId("freshness")).toBeVisible();
      });
      expect(texts.includes(chart), `${address} draws charts`).toBe(false);
    }
    const reports = await loadPage(page, `${server.url}/reports`, async () => {
      await expect(page.getByTestId("freshness")).toBeVisible();
    });
    expect(reports.texts.includes(chart), "reports draw charts").toBe(true);
  });
});
