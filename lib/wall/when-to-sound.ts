import type { LiveCall, MissedCaller } from "#lib/board/board.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { type AgeLimit, oldestCallBackLimit, severityOfAge, severityRank } from "#lib/display/severity.ts";
import { countCallBacks, waitBegan, waitingCallers } from "./headline.ts";

/** What a wall sounds for (screens 2.10). */
export type Chime = "watch" | "critical";

/** What a wall has sounded for until now. */
export interface ChimeMemory {
  /** What was bad at the last look, by what it is about. */
  readonly alerts: ReadonlyMap<string, Alert>;
  /** When it sounded in the last ten minutes, ms, the earliest first. */
  readonly soundedAt: readonly number[];
}

interface Alert {
  readonly rank: Level;
  /** As bad as it was, until it has cleared. */
  readonly level: Level;
  /** The worst it has sounded for. */
  readonly told: Level;
  /** When it sounds again if it is still critical, ms; null: it does not. */
  readonly againAt: number | null;
  /** How often it has sounded again. */
  readonly repeats: number;
}

/** 0: normal, 1: watch, 2: critical. */
type Level = 0 | 1 | 2;

export interface Sight {
  readonly calls: readonly LiveCall[];
  readonly missed: readonly MissedCaller[];
  /** The site's, of a wait. */
  readonly limit: AgeLimit;
  /** ms. */
  readonly now: number;
  /** Nothing is to sound now, nor later for what is bad now: it is closed, or somebody looks for the first time. */
  readonly quiet: boolean;
}

/** ms between two sounds: what becomes bad within it sounds as one. */
const pause = 15_000;
/** Sounds in so many ms at most: who hears more of them listens to none. */
const budget = { sounds: 10, within: 10 * 60_000 };
/** ms for which something is critical until it sounds again, then between one time and the next; and how often it does. */
const again = { after: 180_000, every: 60_000, times: 3 };
/** What was bad is so until it is below this share of its limit. */
const clearsBelow = 0.8;

export const nothingSounded: ChimeMemory = { alerts: new Map(), soundedAt: [] };

/**
 * Whether the wall sounds now: when something has become worse than it had sounded for, and again while it stays critical.
 * To be called once a second while the figures are fresh.
 */
export function listen(
  memory: ChimeMemory,
  sight: Sight,
): { readonly memory: ChimeMemory; readonly sound: Chime | null } {
  const { now, quiet } = sight;
  const soundedAt = memory.soundedAt.filter((at) => at <= now && now - at < budget.within);
  const alerts = new Map<string, Alert>();
  for (const [about, { since, limit }] of conditionsOf(sight)) {
    const alert = follow(memory.alerts.get(about), secondsBetween(since, now), limit, now);
    if (alert.level > 0) alerts.set(about, quiet ? hushed(alert) : alert);
  }
  const due = [...alerts.values()].filter((alert) => isWorse(alert) || isDueAgain(alert, now));
  const last = soundedAt.at(-1);
  const barred = soundedAt.length >= budget.sounds || (last !== undefined && now - last < pause);
  if (due.length === 0 || barred) return { memory: { alerts, soundedAt }, sound: null };
  // One sound for several: it was for all of them.
  const heard = new Map([...alerts].map(([about, alert]) => [about, afterSound(alert, now)]));
  const sound = due.some(({ rank }) => rank === 2) ? "critical" : "watch";
  return { memory: { alerts: heard, soundedAt: [...soundedAt, now] }, sound };
}

interface Condition {
  /** ISO 8601; null: nobody waits. */
  readonly since: string | null;
  readonly limit: AgeLimit;
}

/**
 * One a queue, not one a caller; one for those who wait in none, and one for those to call back. Who takes a call back on
 * acknowledges it: it stays on the wall, and sounds no more.
 */
function conditionsOf({ calls, missed, limit }: Sight): ReadonlyMap<string, Condition> {
  const conditions = new Map<string, Condition>();
  for (const call of waitingCallers(calls)) {
    const about = call.queue === null ? "no queue" : `queue ${call.queue}`;
    if (!conditions.has(about)) conditions.set(about, { since: waitBegan(call), limit });
  }
  const { since } = countCallBacks(missed.filter(({ status }) => status === "open"));
  return conditions.set("call back", { since, limit: oldestCallBackLimit });
}

function follow(before: Alert | undefined, seconds: number | null, limit: AgeLimit, now: number): Alert {
  const rank = severityRank(severityOfAge(seconds, limit));
  const level = higher(rank, lower(before?.level ?? 0, rankBeforeClearing(seconds, limit)));
  const told = lower(before?.told ?? 0, level);
  if (level < 2) return { rank, level, told, againAt: null, repeats: 0 };
  if (before?.level === 2) return { ...before, rank, told };
  return { rank, level, told, againAt: now + again.after, repeats: 0 };
}

function rankBeforeClearing(seconds: number | null, { watch, critical }: AgeLimit): Level {
  return severityRank(severityOfAge(seconds, { watch: watch * clearsBelow, critical: critical * clearsBelow }));
}

const lower = (a: Level, b: Level): Level => (a < b ? a : b);
const higher = (a: Level, b: Level): Level => (a > b ? a : b);

function isWorse({ rank, told }: Alert): boolean {
  return rank > told;
}

function isDueAgain({ rank, againAt }: Alert, now: number): boolean {
  return rank === 2 && againAt !== null && now >= againAt;
}

function afterSound(alert: Alert, now: number): Alert {
  const heard = { ...alert, told: alert.level };
  if (!isDueAgain(alert, now)) return heard;
  const repeats = alert.repeats + 1;
  return { ...heard, repeats, againAt: repeats === again.times ? null : now + again.every };
}

function hushed(alert: Alert): Alert {
  return { ...alert, told: alert.level, againAt: null };
}
