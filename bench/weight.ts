import { loadPage } from "./browser/load-page.ts";
import { withBrowser } from "./browser/metered-wall.ts";
import type { Finding } from "./comparison.ts";
import type { Plan } from "./rounds.ts";
import { withServers } from "./servers/server-process.ts";

/** P-8: what the wall loads at first, beside a page of the same framework with nothing on it. */
export function measureWeight(plan: Plan): Promise<Finding> {
  return withServers((start) =>
    withBrowser(async (browser) => {
      plan.say("P-8, what the wall loads");
      const { origin } = (await start("./wall.child.ts")).url;
      const weigh = async (path: string, stands: string) => {
        const page = await browser.newPage();
        const { bytes } = await loadPage(page, `${origin}${path}`, () => page.locator(stands).waitFor());
        await page.close();
        return bytes;
      };
      const floor = await weigh("/nope", "h1");
      const ours = await weigh("/wall", '[data-testid="wall"][data-freshness="live"]');
      return {
        comparisons: [
          {
            goal: "P-8",
            what: "first load of the wall, gzip, to an empty page",
            unit: "bytes",
            rounds: [{ floor, ours }],
            bound: { on: "excess", is: "at most", limit: 45_000 },
            calm: null,
          },
        ],
        notes: [],
      };
    }),
  );
}
