import { type Profile, profileOf } from "#lib/wall/frame.ts";

export interface WallOptions {
  readonly profile: Profile;
  /** `system`: as the screen is set. */
  readonly theme: "dark" | "light" | "system";
  /** Reading direction of the page; names follow their own. */
  readonly dir: "ltr" | "rtl";
  /** It is to sound when something becomes bad. */
  readonly sound: boolean;
  /** It shows how long it takes from a webhook to the screen. */
  readonly latency: boolean;
}

/** The query of a page's address, as the router gives it. */
export type WallQuery = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `?k=` distance over picture height, `?theme=`, `?dir=`, `?sound=on`, `?latency=on`. What is not understood is as if it were not there. */
export function readWallOptions(query: WallQuery): WallOptions {
  const theme = single(query["theme"]);
  return {
    profile: profileOf(Number.parseFloat(single(query["k"]) ?? "")),
    theme: theme === "dark" || theme === "light" ? theme : "system",
    dir: single(query["dir"]) === "rtl" ? "rtl" : "ltr",
    sound: single(query["sound"]) === "on",
    latency: single(query["latency"]) === "on",
  };
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}
