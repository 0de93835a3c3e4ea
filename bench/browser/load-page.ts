import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";

/** Everything a page loads until it stands: the texts of its scripts and style sheets, and what all of it weighs. */
export interface LoadedPage {
  readonly texts: string;
  /** bytes, gzip. */
  readonly bytes: number;
}

const kinds: readonly string[] = ["document", "script", "stylesheet"];

/** @param stands resolves when the page stands */
export async function loadPage(page: Page, address: string, stands: () => Promise<void>): Promise<LoadedPage> {
  const loaded: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (kinds.includes(response.request().resourceType())) loaded.push(response.body());
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
