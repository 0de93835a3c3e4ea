import { create } from "zustand";
import { type Theme, themeCookie } from "./theme-choice.ts";

const store = create<{ readonly chosen: Theme | null }>()(() => ({ chosen: null }));

/** What was chosen since the page was loaded; null: nothing. */
export function useChosenTheme(): Theme | null {
  return store((state) => state.chosen);
}

/** s: as long as browsers keep a cookie. */
const longest = 400 * 86_400;

/** Chooses for this page, and for those that this browser loads from now on. */
export function chooseTheme(theme: Theme): void {
  store.setState({ chosen: theme });
  const age = theme === "system" ? 0 : longest;
  try {
    // biome-ignore lint/suspicious/noDocumentCookie: the other way to set one needs HTTPS, which an office may not have
    document.cookie = `${themeCookie}=${theme}; path=/; max-age=${age}; samesite=lax`;
  } catch {
    // Where cookies are forbidden, it is remembered until the page is closed.
  }
}
