import { useSyncExternalStore } from "react";
import { create } from "zustand";
import { forget, recall, remember } from "./storage.ts";

/** `system`: as the screen is set. */
export type Theme = "system" | "light" | "dark";

export const themes: readonly Theme[] = ["system", "light", "dark"];

const key = "ringside-theme";

const store = create<{ readonly chosen: Theme | null }>()(() => ({ chosen: null }));

/** What was chosen on this page, else what its address says (`?theme=`), else what this browser remembers. */
export function useTheme(): Theme {
  return useSyncExternalStore(store.subscribe, read, () => "system");
}

function read(): Theme {
  const { chosen } = store.getState();
  const asked = new URLSearchParams(window.location.search).get("theme");
  return chosen ?? themeOf(asked) ?? themeOf(recall(key)) ?? "system";
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") forget(key);
  else remember(key, theme);
  store.setState({ chosen: theme });
}

export function themeOf(word: string | null): Theme | null {
  return themes.find((theme) => theme === word) ?? null;
}
