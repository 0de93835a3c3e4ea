/** What a wall's address says besides its board. */
export interface WallLook {
  /** Distance of the farthest seat, in heights of the picture; null: as most are. */
  readonly k: number | null;
  readonly theme: "system" | "light" | "dark";
  readonly sound: boolean;
}

/** Path and query of a screen's wall. */
export function wallAddress(board: string, { k, theme, sound }: WallLook): string {
  const query = new URLSearchParams({
    ...(k !== null && { k: String(k) }),
    ...(theme !== "system" && { theme }),
    ...(sound && { sound: "on" }),
  });
  return `/wall/${encodeURIComponent(board)}${query.size === 0 ? "" : `?${query}`}`;
}
