import { z } from "zod";
import { variable, wholeNumber } from "./environment-text.ts";

/** What the environment says to those who run and watch the server. */
export interface OperationsConfig {
  readonly logLevel: "error" | "warn" | "info" | "debug";
  /** What a program shows that reads the metrics; null: none may. */
  readonly metricsToken: string | null;
  /** How long a stop says that it is not ready before it takes nothing more, ms. */
  readonly stopDelay: number;
  /** Whether a data folder that has lost its journal may begin an empty one. */
  readonly journalAnew: boolean;
}

/** A stop has five seconds for everything, and the rest of it needs two. */
const LONGEST_STOP_DELAY_S = 3;

export const operationsEnvironment = {
  RINGSIDE_LOG_LEVEL: variable(
    z.enum(["error", "warn", "info", "debug"], "must be error, warn, info or debug").default("info"),
  ),
  RINGSIDE_METRICS_TOKEN: variable(
    z
      .string()
      .trim()
      .regex(/^[\w-]{32,256}$/, "must be 32 or more letters, digits, hyphens and underscores")
      .nullable()
      .default(null),
  ),
  RINGSIDE_STOP_DELAY: variable(wholeNumber(0, LONGEST_STOP_DELAY_S).default(0)),
  RINGSIDE_JOURNAL: variable(z.literal("anew", 'can only be "anew"').optional()),
};

const environment = z.object(operationsEnvironment);

export function operationsOf(said: z.output<typeof environment>): OperationsConfig {
  return {
    logLevel: said.RINGSIDE_LOG_LEVEL,
    metricsToken: said.RINGSIDE_METRICS_TOKEN,
    stopDelay: said.RINGSIDE_STOP_DELAY * 1_000,
    journalAnew: said.RINGSIDE_JOURNAL === "anew",
  };
}
