import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";

/** bytes: what the wall may add, gzip, to a page of the same framework with nothing on it (P-8) */
const wallLimit = 45_000;

/** Everything a page loads until it stands: the texts of its scripts and style sheets, and what all of it weighs. */
async function load(
  page: Page,
  address: string,
  stands: () => Promise<void>,
): Promise<{ texts: string; bytes: number }> {
  const loaded: Promise<Buffer>[] = [];
  const kinds = new Set(["document", "script", "stylesheet"]);
  page.on("response", (response) => {
    if (kinds.has(response.request().resourceType())) loaded.push(response.body());
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await stands();
  page.removeAllListeners("response");
  const bodies = await Promise.all(loaded);
  return {
    texts: bodies.join("\n"),
    bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0),
  };
}

test.describe("what pages load", () => {
  test.use({ expectedErrors: /Failed to load resource: the server responded with a status of 404/ });

  test("[O6] the wall adds at most 45 kB to an empty page, and nothing of the screens at desks", async ({
    page,
    server,
  }) => {
    const fresh = async () => void (await expect(page.getByTestId("freshness")).toBeVisible());
    const empty = await load(page, `${server.url}/nope`, async () => {
      await expect(page.getByRole("heading")).toHaveText("There is no page here");
    });
    const wall = await load(page, `${server.url}/wall`, fresh);
    const directory = await load(page, `${server.url}/admin/directory`, fresh);
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
      const { texts } = await load(page, `${server.url}${address}`, async () => {
        await expect(page.getByTestId("freshness")).toBeVisible();
      });
      expect(texts.includes(chart), `${address} draws charts`).toBe(false);
    }
    const reports = await load(page, `${server.url}/reports`, async () => {
      await expect(page.getByTestId("freshness")).toBeVisible();
    });
    expect(reports.texts.includes(chart), "reports draw charts").toBe(true);
  });
});
