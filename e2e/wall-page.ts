import type { Locator, Page } from "@playwright/test";

/** What the tests look at on the wall. */
export interface WallPage {
  readonly wall: Locator;
  /** `waiting`, `longest`, `not-on-call` or `call-back`. */
  numeral(tile: string): Locator;
  /** One of today's figures, by its name in the board. */
  today(figure: string): Locator;
  agent(extension: string): Locator;
  ringing(extension: string): Locator;
  queue(queue: string): Locator;
}

export function wallPage(page: Page): WallPage {
  return {
    wall: page.getByTestId("wall"),
    numeral: (tile) => page.getByTestId(`headline-${tile}`).getByTestId("numeral"),
    today: (figure) => page.getByTestId(`today-${figure}`),
    agent: (extension) => page.locator(`[data-testid="agent"][data-extension="${extension}"]`),
    ringing: (extension) => page.locator(`[data-testid="ringing-phone"][data-extension="${extension}"]`),
    queue: (queue) => page.locator(`[data-testid="queue-row"][data-queue="${queue}"]`),
  };
}
