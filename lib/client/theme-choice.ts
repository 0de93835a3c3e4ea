/** `system`: as the screen is set. */
export type Theme = "system" | "light" | "dark";

export const themes: readonly Theme[] = ["system", "light", "dark"];

/** What this browser remembers is a cookie, so that the server's first page has the right colours already. */
export const themeCookie = "ringside-theme";

export function themeOf(word: string | null): Theme | null {
  return themes.find((theme) => theme === word) ?? null;
}
