import { z } from "zod";
import type { ScreenStatus } from "#lib/screens/screen-status.ts";

const pixels = z.number().min(0).max(100_000);

const status: z.ZodType<ScreenStatus> = z.object({
  width: pixels,
  height: pixels,
  ratio: z.number().min(0).max(100),
  sound: z.enum(["off", "on", "blocked"]),
  build: z.string().max(64),
});

/** What a screen tells of itself; null where it is anything else. */
export function readStatus(content: unknown): ScreenStatus | null {
  return status.safeParse(content).data ?? null;
}
