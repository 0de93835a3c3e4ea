import { chooseTheme } from "#lib/client/theme.ts";
import { themeOf, themes } from "#lib/client/theme-choice.ts";
import { useTheme } from "./use-theme.ts";
import { words } from "./words.ts";

export function ThemeSwitch() {
  const theme = useTheme();
  return (
    <select
      aria-label={words.theme.label}
      className="min-h-7 px-1 text-meta"
      value={theme}
      onChange={(event) => chooseTheme(themeOf(event.currentTarget.value) ?? "system")}
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {words.theme.names[name]}
        </option>
      ))}
    </select>
  );
}
