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
  /** Newest first. */
  latest(): readonly Arrival[];
  /** The listener is told of each as it is noted, and of one again when more like it came. */
  subscribe(listener: (arrival: Arrival) => void): () => void;
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

export function createArrivals(clock: Clock): Arrivals {
  const withKey: Noted[] = [];
  const others: Noted[] = [];
  const listeners = new Set<(arrival: Arrival) => void>();
  let last = 0;

  function keep(list: Noted[], noted: Noted): void {
    list.push(noted);
    if (list.length > MOST_OF_EACH) list.shift();
  }

  function tell(noted: Noted): void {
    for (const listener of listeners) listener(arrivalOf(noted));
  }

  return {
    note(seen) {
      const now = clock.now();
      const list = isLetIn(seen) ? withKey : others;
      const before = list.at(-1);
      if (before && list === others && isRepeat(before, seen, now)) {
        const counted = { ...before, more: before.more + 1 };
        list[list.length - 1] = counted;
        // A flood is told in a handful of messages.
        if (Number.isInteger(Math.log2(counted.more))) tell(counted);
        return;
      }
      last += 1;
      const noted = { id: last, at: now, seen, more: 0 };
      keep(list, noted);
      tell(noted);
    },
    latest: () => [...withKey, ...others].sort((a, b) => b.id - a.id).map(arrivalOf),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function arrivalOf({ id, at, seen, more }: Noted): Arrival {
  return { ...seen, id, at: isoTime(at), more };
}

function isLetIn({ key, verdict }: SeenArrival): boolean {
  return key !== "wrong" && key !== "none" && key !== "ended" && verdict !== "sender-not-allowed";
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
