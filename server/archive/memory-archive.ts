import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { eraseIn } from "#lib/board/erasure.ts";
import { idsOf, numbersMet, type PastCall, readArchived } from "#lib/board/read-archived.ts";
import { beginSums } from "#lib/report/sum-task.ts";
import type { CallArchive } from "./call-archive.ts";
import { hasTraits, newestFirst, traitsOfPast } from "./call-traits.ts";
import { compareTallies, countedBy, firstTallies, isIn, placeOf } from "./tally-order.ts";

interface Kept {
  readonly call: ArchivedCall;
  readonly past: PastCall;
}

/** An archive that lives as long as the process: for tests, and for data that is thrown away. */
export function createMemoryArchive(settings: BoardSettings): CallArchive {
  const kept = new Map<string, Kept>();
  const readings = new Map<string, NumberReading>();
  let flushed = 0;

  function keep(call: ArchivedCall): void {
    const past = readArchived(call, readings, settings);
    if (past !== null) kept.set(past.key, { call, past });
  }

  const tallies = () =>
    [...kept.values()].flatMap(({ past: { key, tallies: own } }) => own.map((tally) => ({ key, tally })));

  return {
    take(calls, changed) {
      for (const reading of changed) readings.set(reading.number, reading);
      const numbers = new Set(changed.map(({ number }) => number));
      for (const { call } of [...kept.values()]) if (!numbersMet(call).isDisjointFrom(numbers)) keep(call);
      for (const call of calls) keep(call);
    },
    generation: async () => 0,
    async flush(rev) {
      flushed = rev;
    },
    rev: async () => flushed,
    async clear() {
      kept.clear();
      readings.clear();
      flushed = 0;
    },
    async erase(erasure) {
      for (const { call } of [...kept.values()]) keep(eraseIn(call, erasure));
    },
    async forget(before) {
      for (const [key, { past }] of [...kept]) if (past.startedAt < before) kept.delete(key);
    },
    async calls(filter, limit) {
      const found = [...kept.values()].map(({ past }) => past).filter((past) => hasTraits(traitsOfPast(past), filter));
      return found
        .sort((a, b) => newestFirst(traitsOfPast(a), traitsOfPast(b)))
        .slice(0, limit)
        .map(({ key, record }) => ({ key, record }));
    },
    async byId(id) {
      return [...kept.values()]
        .filter(({ call }) => idsOf(call).includes(id))
        .sort((a, b) => newestFirst(traitsOfPast(a.past), traitsOfPast(b.past)))
        .map(({ call, past: { key, record } }) => ({ key, record, call }));
    },
    async tallies(filter, limit, before) {
      const isCounted = countedBy(filter);
      const found = tallies()
        .filter(({ tally }) => isCounted(tally))
        .filter((one) => before === null || compareTallies(before, placeOf(one)) < 0)
        .sort((a, b) => compareTallies(placeOf(a), placeOf(b)));
      return firstTallies(found, limit);
    },
    async eachTally(span, take) {
      const isWithin = isIn(span);
      take(tallies().filter(({ tally }) => isWithin(tally)));
    },
    async sumUp(span, task) {
      const isWithin = isIn(span);
      const summing = beginSums(task);
      for (const { tally } of tallies()) if (isWithin(tally)) summing.add(tally);
      return summing.sums();
    },
    report: () => ({ ok: true, rev: flushed, behind: 0 }),
    async close() {
      kept.clear();
    },
  };
}
