import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { requireBrowser } from "../../scripts/test/browser.mjs";
import { meterBoard, type ShownMessage } from "./meter-board.ts";
import { offerNextTask } from "./next-task.ts";

/** The wall in a real Chromium, and what it does with each message. */
export interface MeteredWall {
  readonly page: Page;
  /** The element whose text is written for each message, and nothing else done; null: as always. */
  beBare(selector: string | null): Promise<void>;
  /** Resolves with the messages since the last call, once one has led up to `rev` and is painted. */
  shownUpTo(rev: number): Promise<readonly ShownMessage[]>;
}

/** Does what needs a browser, and closes it, however it ends. */
export async function withBrowser<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result> {
  const executablePath = await requireBrowser();
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** ms in which what was sent has long been painted. */
const patience = 30_000;

/**
 * @param picture the size of its window, CSS px
 * @param prepare is handed the page before anything is loaded
 */
export async function openMeteredWall(
  browser: Browser,
  url: URL,
  picture: NonNullable<BrowserContextOptions["viewport"]>,
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<MeteredWall> {
  const page = await browser.newPage({ viewport: picture });
  await prepare(page);
  await page.addInitScript(offerNextTask);
  await page.addInitScript(meterBoard);
  await page.goto(`${url.origin}/wall`);
  await page.locator('[data-testid="wall"][data-freshness="live"]').waitFor();
  return {
    page,
    async beBare(selector) {
      await page.evaluate((bare) => {
        globalThis.boardMeter.bare = bare;
      }, selector);
    },
    async shownUpTo(rev) {
      await page.waitForFunction((last) => (globalThis.boardMeter.shown.at(-1)?.rev ?? 0) >= last, rev, {
        timeout: patience,
      });
      return page.evaluate(() => globalThis.boardMeter.shown.splice(0));
    },
  };
}
