import { readDecimal } from "#lib/setup/read-decimal.ts";
import { distanceInHeights } from "./viewing-distance.ts";
import type { WallLook } from "./wall-address.ts";

/** What an admin types about a screen, as it stands. */
export interface ScreenDraft {
  readonly name: string;
  readonly board: string;
  readonly inches: string;
  readonly metres: string;
  readonly theme: WallLook["theme"];
  readonly sound: "off" | "on";
  /** YYYY-MM-DD, the last day of its access; empty: none. */
  readonly ends: string;
}

export interface ScreenWishRead {
  readonly name: string;
  readonly board: string;
  readonly look: WallLook;
  /** ISO 8601. */
  readonly expiresAt: string | null;
}

type DraftField = "name" | "inches" | "metres" | "ends";

export type DraftReading =
  | { readonly ok: true; readonly wish: ScreenWishRead }
  | { readonly ok: false; readonly faults: ReadonlySet<DraftField> };

/**
 * @param kept of the wall as it is; it stays where neither size nor distance is typed
 * @param now epoch ms
 */
export function readScreenDraft(draft: ScreenDraft, kept: number | null, now: number): DraftReading {
  const faults = new Set<DraftField>();
  const name = draft.name.trim();
  if (name === "") faults.add("name");
  const k = draftedDistance(draft, kept, faults);
  const expiresAt = draft.ends === "" ? null : endOfDay(draft.ends);
  if (expiresAt !== null && !(Date.parse(expiresAt) > now)) faults.add("ends");
  if (faults.size > 0) return { ok: false, faults };
  const look = { k, theme: draft.theme, sound: draft.sound === "on" };
  return { ok: true, wish: { name, board: draft.board, look, expiresAt } };
}

/** In heights of the picture. @param faults takes what cannot be read */
export function draftedDistance(
  { inches, metres }: Pick<ScreenDraft, "inches" | "metres">,
  kept: number | null,
  faults: { add(field: "inches" | "metres"): unknown } = new Set(),
): number | null {
  if (inches.trim() === "" && metres.trim() === "") return kept;
  const size = readDecimal(inches, 10, 150);
  const distance = readDecimal(metres, 0.5, 40);
  if (size === null) faults.add("inches");
  if (distance === null) faults.add("metres");
  // Nearer or farther than that the wall looks no different.
  return size === null || distance === null ? null : Math.min(30, Math.max(1, distanceInHeights(size, distance)));
}

function endOfDay(day: string): string {
  return `${day}T23:59:59Z`;
}
