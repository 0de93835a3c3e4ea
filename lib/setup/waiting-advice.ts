export type Advice = "listen" | "ring" | "check" | "go-on";

/** What to say to who has waited for so many seconds. */
export function adviceAfter(seconds: number): Advice {
  if (seconds < 30) return "listen";
  if (seconds < 120) return "ring";
  return seconds < 600 ? "check" : "go-on";
}
