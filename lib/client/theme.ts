import { create } from "zustand";
import { keepCookie } from "./cookie.ts";
import { type Theme, themeCookie } from "./theme-choice.ts";

const store = create<{ readonly chosen: Theme | null }>()(() => ({ chosen: null }));

/** What was chosen since the page was loaded; null: nothing. */
export function useChosenTheme(): Theme | null {
  return store((state) => state.chosen);
}

/** Chooses for this page, and for those that this browser loads from now on. */
export function chooseTheme(theme: Theme): void {
  store.setState({ chosen: theme });
  keepCookie(themeCookie, theme === "system" ? null : theme);
}
