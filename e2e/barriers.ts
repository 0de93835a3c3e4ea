import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds against WCAG 2.2 AA, a line for each rule and element. */
export async function barriersOn(page: Page): Promise<string[]> {
  if (page.frames().length > 1) throw new Error("only a page that holds no other is looked through whole");
  // The mode for frames of other origins opens a second page each time; what passes need not be told.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await axe
    .options({ runOnly: { type: "tag", values: standard }, resultTypes: ["violations"] })
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
