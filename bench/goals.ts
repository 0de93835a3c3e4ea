/** The goals of docs/performance.md (R-7 of docs/faults.md) that are measured here, and what each is about, in their order. */
export const goals = {
  "P-1": "ingest",
  "P-2": "webhook to screen",
  "P-3": "webhook to painted frame",
  "P-4": "cost of an event",
  "P-5": "a thousand screens",
  "P-6": "size of a delta",
  "P-7": "a thousand tiles",
  "P-8": "what the wall loads",
  "P-9": "start",
  "P-10": "ten times too much",
  "R-7": "servers on one PostgreSQL",
} as const;

export type Goal = keyof typeof goals;

export const goalNames = Object.keys(goals) as readonly Goal[];
