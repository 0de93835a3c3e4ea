import { createSqliteStorage } from "#server/journal/sqlite-storage.ts";
import type { Told } from "./traffic.ts";

const batch = 1000;

/** Writes a journal of deliveries that came before. @param path of no file yet @param told in order of time */
export function writeJournal(path: string, told: Iterable<Told>): void {
  const storage = createSqliteStorage(path);
  let seq = 0;
  for (const some of batches(told)) {
    storage.commit(
      some.map(({ at, delivery }) => {
        seq += 1;
        return { entry: { seq, at, delivery }, refusal: null };
      }),
    );
  }
  storage.close();
}

function* batches(told: Iterable<Told>): Generator<readonly Told[], void, void> {
  let some: Told[] = [];
  for (const one of told) {
    some.push(one);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
