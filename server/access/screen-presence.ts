import type { ScreenCommand, ScreenStatus } from "#lib/screens/screen-status.ts";

/** Where the live link tells which screens are there, and is handed what they are to do. */
export interface ScreenPresence {
  /**
   * A page of a screen has connected. A screen may have several, as while it loads itself anew.
   * @param command sends to that page
   */
  join(screenId: string, command: (command: ScreenCommand) => void): ScreenLine;
}

/** One connection of a screen's page. */
export interface ScreenLine {
  /** The page says how it is. Its shape has been checked. */
  status(status: ScreenStatus): void;
  /** It is gone. Further calls change nothing. */
  leave(): void;
}
