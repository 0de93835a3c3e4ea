import type { Locator, Page } from "@playwright/test";

/** What the tests look at and do on the supervisor's screen. */
export interface SupervisorPage {
  readonly rows: Locator;
  readonly held: Locator;
  readonly newcomers: Locator;
  /** The row of a caller, by a part of name or number. */
  row(caller: string): Locator;
  owner(caller: string): Locator;
  how(caller: string): Locator;
  /** "Open", "Mine", "Done today" or "Not needed". */
  show(filter: string): Promise<void>;
  /** Opens the screen as somebody. */
  open(url: string, name: string): Promise<void>;
}

export function supervisorPage(page: Page): SupervisorPage {
  const rows = page.getByTestId("missed-row");
  const row = (caller: string) => rows.filter({ hasText: caller });
  return {
    rows,
    held: page.getByTestId("held"),
    newcomers: page.getByTestId("newcomers"),
    row,
    owner: (caller) => row(caller).getByTestId("owner"),
    how: (caller) => row(caller).getByTestId("how"),
    show: (filter) => page.getByRole("group", { name: "Which callers" }).getByText(filter).click(),
    async open(url, name) {
      await page.addInitScript((who) => window.localStorage.setItem("ringside-name", who), name);
      await page.goto(`${url}/supervisor`);
      await page.getByTestId("freshness").waitFor();
    },
  };
}
