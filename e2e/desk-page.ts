import type { Locator, Page } from "@playwright/test";

/** What the tests look at on an agent's desk. */
export interface DeskPage {
  readonly cards: Locator;
  /** The card that is `ringing`, `talking`, `dialing` or `ended`. */
  card(kind: string): Locator;
  /** A part of a card: `name`, `number`, `line`, `waited`, `last-talk` … */
  part(card: Locator, name: string): Locator;
  /** One of the agent's own figures, by its name. */
  figure(name: string): Locator;
  readonly calls: Locator;
  readonly callBacks: Locator;
}

export function deskPage(page: Page): DeskPage {
  return {
    cards: page.getByTestId("desk-card"),
    card: (kind) => page.locator(`[data-testid="desk-card"][data-kind="${kind}"]`),
    part: (card, name) => card.getByTestId(`card-${name}`),
    figure: (name) => page.getByTestId(name).getByRole("link"),
    calls: page.getByTestId("my-call"),
    callBacks: page.getByTestId("call-backs").getByTestId("call-back"),
  };
}
