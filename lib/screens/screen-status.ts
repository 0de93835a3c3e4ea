/** What a wall's page says of the screen it hangs on. */
export interface ScreenStatus {
  /** Of the page, CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device px in one CSS px. */
  readonly ratio: number;
  /** `blocked`: it is wanted, and the browser waits for a key or a click. */
  readonly sound: "off" | "on" | "blocked";
  /** Of the page, which is older than the server's until it is loaded anew. */
  readonly build: string;
}

/** What an admin asks of a screen. `identify`: show your name, large. `tone`: sound as for the worst. */
export interface ScreenCommand {
  readonly do: "identify" | "reload" | "tone";
}
