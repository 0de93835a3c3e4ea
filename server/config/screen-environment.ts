import { z } from "zod";
import { wholeBoard } from "#lib/board/site-settings.ts";
import { variable, wholeNumber } from "./environment-text.ts";

/** What the environment says of screens. */
export interface ScreenConfig {
  /** A screen that needs no approval; null: there is none. */
  readonly configured: { readonly token: string; readonly name: string; readonly board: string } | null;
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
  RINGSIDE_SCREEN_DARK_AFTER: variable(wholeNumber(1, 86_400).default(120)),
};

const environment = z.object(screenEnvironment);

export function screenOf(said: z.output<typeof environment>): ScreenConfig {
  const { RINGSIDE_SCREEN_TOKEN: token, RINGSIDE_SCREEN_NAME: name, RINGSIDE_SCREEN_BOARD: board } = said;
  return {
    configured: token === null ? null : { token, name, board },
    darkAfter: said.RINGSIDE_SCREEN_DARK_AFTER * 1_000,
  };
}
