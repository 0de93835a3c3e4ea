import type { DatabaseSync } from "node:sqlite";
import type { NumberReading } from "#lib/board/archived-call.ts";

/** How the archive reads numbers, in the file and in memory. Throws what SQLite throws. */
export interface NumberReadings {
  all(): ReadonlyMap<string, NumberReading>;
  /** Where it is news, the calls that met the number are to be read again. */
  learn(reading: NumberReading): void;
  /** Memory is again what the file is. */
  reload(): void;
}

export function createReadings(database: DatabaseSync): NumberReadings {
  const known = database.prepare("SELECT number, kind, ring_strategy AS ringStrategy FROM reading");
  const put = database.prepare("INSERT OR REPLACE INTO reading (number, kind, ring_strategy) VALUES (?, ?, ?)");
  const reread = database.prepare(
    "INSERT OR REPLACE INTO rereading (number, below) SELECT ?, coalesce(max(nr), 0) + 1 FROM call",
  );
  let readings = load();

  function load(): Map<string, NumberReading> {
    const rows = known.all() as unknown as readonly NumberReading[];
    return new Map(rows.map((reading) => [reading.number, { ...reading }]));
  }

  return {
    all: () => readings,
    learn(reading) {
      const { number, kind, ringStrategy } = reading;
      const before = readings.get(number);
      if ((before?.kind ?? null) === kind && (before?.ringStrategy ?? "hunt") === ringStrategy) return;
      readings.set(number, reading);
      put.run(number, kind, ringStrategy);
      reread.run(number);
    },
    reload() {
      readings = load();
    },
  };
}
