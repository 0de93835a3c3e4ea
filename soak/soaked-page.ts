import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { networkFails } from "../e2e/expected-errors.ts";
import { requireBrowser } from "../scripts/test/browser.mjs";
import { createTaskWatch, type PageTasks, type TaskWatch } from "./page-tasks.ts";
import { keepForEver, watchWire } from "./watch-wire.ts";

/** A wall in a real Chromium. */
export interface SoakedPage {
  /** How it does while it works, since the last look. */
  work(): Promise<PageWork>;
  /** What it holds, once what nobody holds was collected. */
  holdings(): Promise<PageHoldings>;
  /** How often it has been loaded. */
  loads(): number;
  /** Resolves when its figures are live. */
  live(): Promise<void>;
  /** Whether it may load itself anew in the night. */
  letRenew(may: boolean): void;
  /** It keeps something of every delivery from now on, for ever: the control. */
  leak(): Promise<void>;
  /** What it said that no lost network explains. */
  errors(): readonly string[];
  close(): Promise<void>;
}

export interface PageHoldings {
  /** bytes */
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

export interface PageWork {
  readonly tasks: PageTasks;
  /** Messages that changed its board. */
  readonly messages: number;
  /** ms between two frames that 95 of a hundred took at most. */
  readonly frames: number;
}

/** Code that is compiled and what is learnt of it grow for as long as anything is done for the first time. */
const leanCode = ["--js-flags=--lite-mode"];

export interface PagePlan {
  /** No code is compiled for speed: what grows is what is kept. */
  readonly lean: boolean;
}

export async function openSoakedPage(url: string, plan: PagePlan): Promise<SoakedPage> {
  const executablePath = await requireBrowser();
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", ...(plan.lean ? leanCode : [])];
  const browser = await chromium.launch({ executablePath, args });
  try {
    return await openIn(browser, url);
  } catch (cause) {
    await browser.close();
    throw cause;
  }
}

async function openIn(browser: Browser, url: string): Promise<SoakedPage> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  const errors = errorsOf(page);
  let loads = 0;
  let mayRenew = false;
  page.on("domcontentloaded", () => {
    loads += 1;
  });
  await page.addInitScript(watchWire);
  // A reload that is to scatter over minutes comes at once.
  await page.addInitScript(() => Object.assign(Math, { random: () => 0 }));
  // A page that is not told that the server is well does not load itself anew.
  await page.route("**/api/health", (route) => (mayRenew ? route.continue() : route.abort()));
  await page.goto(url);
  const session = await page.context().newCDPSession(page);
  const tasks = createTaskWatch(await browser.newBrowserCDPSession());
  await tasks.begin();
  let counted = 0;
  return {
    async work() {
      const { total, ...work } = await workOf(page, tasks);
      // A page that was loaded anew counts from nought.
      const messages = total < counted ? total : total - counted;
      counted = total;
      return { ...work, messages };
    },
    holdings: () => holdingsOf(session),
    loads: () => loads,
    async live() {
      await page.locator('[data-testid="wall"][data-freshness="live"]').waitFor({ timeout: patience });
    },
    letRenew(may) {
      mayRenew = may;
    },
    leak: () => page.evaluate(keepForEver),
    errors: () => errors,
    close: () => browser.close(),
  };
}

/** ms; more than a wall takes to come back from anything. */
const patience = 90_000;

function errorsOf(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !networkFails.test(message.text())) errors.push(message.text());
  });
  return errors;
}

async function workOf(page: Page, tasks: TaskWatch) {
  const frames = await page.evaluate(timeFrames, 40);
  const total = await page.evaluate(() => globalThis.soakedMessages);
  const done = await tasks.end();
  await tasks.begin();
  return { tasks: done, total, frames };
}

async function holdingsOf(session: CDPSession): Promise<PageHoldings> {
  // What a finalizer lets go of only the next one collects.
  for (const _ of [1, 2]) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  return { heap: usedSize, nodes, listeners: jsEventListeners };
}

/** ms between two frames, of 95 in a hundred of so many. Runs in the page, and stands alone. */
async function timeFrames(count: number): Promise<number> {
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    const next = (at: number) => {
      times.push(at);
      if (times.length > count) resolve();
      else requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  const between = times.slice(1).map((at, index) => at - (times[index] ?? at));
  return between.sort((a, b) => a - b)[Math.ceil(between.length * 0.95) - 1] ?? 0;
}
