import { useSearchParams } from "next/navigation";
import { createContext, useContext } from "react";
import { useChosenTheme } from "#lib/client/theme.ts";
import { type Theme, themeOf } from "#lib/client/theme-choice.ts";

/** What this browser remembered when the page was asked for. */
export const RememberedTheme = createContext<Theme>("system");

/** What was chosen on this page, else what its address says (`?theme=`), else what this browser remembers. */
export function useTheme(): Theme {
  const chosen = useChosenTheme();
  const asked = themeOf(useSearchParams().get("theme"));
  const remembered = useContext(RememberedTheme);
  return chosen ?? asked ?? remembered;
}
