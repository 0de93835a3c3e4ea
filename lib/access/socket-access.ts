import { type Access, admins, viewers } from "./access.ts";

// Who may send and be sent what on the live link. Without a rule here an event is none (the types of both ends insist).

/** What a page may say, and who may. */
export const saidAccess = {
  resync: viewers,
  status: ["screen"],
  clock: viewers,
  "watch-arrivals": admins,
} as const satisfies Readonly<Record<string, Access>>;

/** What the server tells, and whom. */
export const toldAccess = {
  snapshot: viewers,
  delta: viewers,
  heartbeat: viewers,
  dismissed: "anyone",
  command: ["screen"],
  arrival: admins,
} as const satisfies Readonly<Record<string, Access>>;
