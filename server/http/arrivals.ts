import { isoTime } from "#lib/call/iso-time.ts";
import type { Arrival } from "#lib/protocol/api/connection-answers.ts";
import type { Clock } from "#server/clock.ts";

/** What is known of a request by the time it is answered. */
export type SeenArrival = Omit<Arrival, "id" | "at" | "more">;

/**
 * The last requests to the webhook, or meant for it, for people who connect the phone system. In memory, bounded, and
 * without a key or a whole number in it: whoever may read it still cannot send, and nothing in it must be erased.
 */
export interface Arrivals {
  note(seen: SeenArrival): void;
  /** One that another server noted, or told of again. @param server that one's name */
  take(server: string, arrival: Arrival): void;
  /** Newest first. */
  latest(): readonly Arrival[];
  /** The listener is told of each as it is noted or taken, and of one again when more like it came. */
  subscribe(listener: (arrival: Arrival, noted: "here" | "elsewhere") => void): () => void;
}

/** Whoever knocks without a key pushes nothing out that came with one. */
const MOST_OF_EACH = 200;
/** Of those that are turned away for coming too often, and of any others without a key. */
const REPEAT_MS = { limited: 60_000, other: 1_000 };

/** As it is kept: what is only told is made when it is told, since every delivery is noted. */
interface Noted {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  readonly seen: SeenArrival;
  readonly more: number;
}

/** By whether they were let in. */
type Lists<T> = Readonly<Record<"withKey" | "others", T[]>>;

export function createArrivals(clock: Clock): Arrivals {
  const here: Lists<Noted> = { withKey: [], others: [] };
  const elsewhere: Lists<{ readonly name: string; readonly arrival: Arrival }> = { withKey: [], others: [] };
  const listeners = new Set<Parameters<Arrivals["subscribe"]>[0]>();
  let last = 0;

  function tell(arrival: Arrival, noted: "here" | "elsewhere"): void {
    for (const listener of listeners) listener(arrival, noted);
  }

  function tellNoted(noted: Noted): void {
    if (listeners.size > 0) tell(arrivalOf(noted), "here");
  }

  function latestOf(list: keyof Lists<unknown>): readonly Arrival[] {
    const all = [...here[list].map(arrivalOf), ...elsewhere[list].map(({ arrival }) => arrival)];
    return all.sort((a, b) => b.id - a.id).slice(0, MOST_OF_EACH);
  }

  return {
    note(seen) {
      const now = clock.now();
      const list = here[listOf(seen)];
      const before = list.at(-1);
      if (before && list === here.others && isRepeat(before, seen, now)) {
        const counted = { ...before, more: before.more + 1 };
        list[list.length - 1] = counted;
        // A flood is told in a handful of messages.
        if (Number.isInteger(Math.log2(counted.more))) tellNoted(counted);
        return;
      }
      last += 1;
      const noted = { id: last, at: now, seen, more: 0 };
      keep(list, noted);
      tellNoted(noted);
    },
    take(server, arrival) {
      const list = elsewhere[listOf(arrival)];
      const name = `${server} ${arrival.id}`;
      const known = list.findIndex((one) => one.name === name);
      if (known === -1) last += 1;
      const taken = { name, arrival: { ...arrival, id: list[known]?.arrival.id ?? last } };
      if (known === -1) keep(list, taken);
      else list[known] = taken;
      tell(taken.arrival, "elsewhere");
    },
    latest: () => [...latestOf("withKey"), ...latestOf("others")].sort((a, b) => b.id - a.id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function keep<T>(list: T[], one: T): void {
  list.push(one);
  if (list.length > MOST_OF_EACH) list.shift();
}

function arrivalOf({ id, at, seen, more }: Noted): Arrival {
  return { ...seen, id, at: isoTime(at), more };
}

function listOf({ key, verdict }: Pick<SeenArrival, "key" | "verdict">): keyof Lists<unknown> {
  const isLetIn = key !== "wrong" && key !== "none" && key !== "ended" && verdict !== "sender-not-allowed";
  return isLetIn ? "withKey" : "others";
}

function isRepeat(before: Noted, seen: SeenArrival, now: number): boolean {
  const within = seen.status === 429 ? REPEAT_MS.limited : REPEAT_MS.other;
  const { address, verdict, flaw, status, method, path } = before.seen;
  const isSame =
    address === seen.address &&
    verdict === seen.verdict &&
    flaw === seen.flaw &&
    status === seen.status &&
    method === seen.method &&
    path === seen.path;
  return isSame && now - before.at < within;
}
