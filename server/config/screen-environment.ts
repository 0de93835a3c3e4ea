import { z } from "zod";
import { wholeBoard } from "#lib/board/site-settings.ts";
import { draftedDistance } from "#lib/screens/screen-draft.ts";
import type { ConfiguredScreen } from "#server/access/screens.ts";
import { ConfigError } from "#server/start-error.ts";
import { variable, wholeNumber, yesOrNo } from "./environment-text.ts";

/** What the environment says of screens. */
export interface ScreenConfig {
  /** A screen that needs no approval; null: there is none. */
  readonly configured: ConfiguredScreen | null;
  /** How long a screen may be away in office hours until somebody is told, ms. */
  readonly darkAfter: number;
}

export const screenEnvironment = {
  RINGSIDE_SCREEN_TOKEN: variable(
    z
      .string()
      .trim()
      .regex(/^[\w-]{32,256}$/, "must be 32 or more letters, digits, hyphens and underscores")
      .nullable()
      .default(null),
  ),
  RINGSIDE_SCREEN_NAME: variable(z.string().trim().max(60, "must be 60 characters at most").default("Screen")),
  RINGSIDE_SCREEN_BOARD: variable(z.string().trim().default(wholeBoard.id)),
  RINGSIDE_SCREEN_INCHES: variable(z.string().trim().default("")),
  RINGSIDE_SCREEN_METRES: variable(z.string().trim().default("")),
  RINGSIDE_SCREEN_THEME: variable(
    z.enum(["system", "light", "dark"], "must be system, light or dark").default("system"),
  ),
  RINGSIDE_SCREEN_SOUND: variable(yesOrNo().default(false)),
  RINGSIDE_SCREEN_DARK_AFTER: variable(wholeNumber(1, 86_400).default(120)),
};

const environment = z.object(screenEnvironment);

type Said = z.output<typeof environment>;

/** Throws `ConfigError` where the size of the TV or its distance cannot be used, or one is there without the other. */
export function screenOf(said: Said): ScreenConfig {
  const { RINGSIDE_SCREEN_TOKEN: token, RINGSIDE_SCREEN_NAME: name, RINGSIDE_SCREEN_BOARD: board } = said;
  const look = { k: distanceIn(said), theme: said.RINGSIDE_SCREEN_THEME, sound: said.RINGSIDE_SCREEN_SOUND };
  return {
    configured: token === null ? null : { token, name, board, look },
    darkAfter: said.RINGSIDE_SCREEN_DARK_AFTER * 1_000,
  };
}

/** In heights of the picture; null: as most are. */
function distanceIn({ RINGSIDE_SCREEN_INCHES: inches, RINGSIDE_SCREEN_METRES: metres }: Said): number | null {
  if (inches !== "" && metres === "") throw new ConfigError("RINGSIDE_SCREEN_INCHES needs RINGSIDE_SCREEN_METRES.");
  if (inches === "" && metres !== "") throw new ConfigError("RINGSIDE_SCREEN_METRES needs RINGSIDE_SCREEN_INCHES.");
  const faults = new Set<string>();
  const k = draftedDistance({ inches, metres }, null, faults);
  if (faults.has("inches")) throw new ConfigError("RINGSIDE_SCREEN_INCHES must be 10 to 150.");
  if (faults.has("metres")) throw new ConfigError("RINGSIDE_SCREEN_METRES must be 0.5 to 40.");
  return k;
}
