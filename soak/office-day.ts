import type { DirectoryEntry } from "#lib/board/directory.ts";
import { busyTalkSeconds } from "#lib/simulator/busy-talk.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import type { Faults } from "#lib/simulator/faults.ts";
import { nameOffice } from "#lib/simulator/office-names.ts";
import { seededRandom } from "#lib/simulator/random.ts";
import { simulateFeed } from "#lib/simulator/simulate-feed.ts";
import { deliveriesIn, drive } from "#server/simulator/drive.ts";
import { createPace } from "#server/simulator/pace.ts";
import type { Sender } from "#server/simulator/sender.ts";
import { systemTimer } from "#server/simulator/timer.ts";

/** Calls an hour of an office as most are (`npm run simulate`). */
const realRate = 150;

/** Feeds are not perfect: what a phone system repeats, holds up, loses and damages now and then. */
const faults: Faults = { repeat: 0.02, reorder: 0.02, lose: 0.002, damage: 0.01, changeId: 0.02 };

/** An office that has so many times as many calls as most, and the people to take them. */
export interface Office {
  /** Its numbers and names, as CSV. */
  readonly directory: string;
  /** Deliveries an hour, on average. */
  readonly perHour: number;
  /** The deliveries of a day, sent as they fall due; at its end everybody hangs up. Resolves with how many were taken. */
  day(day: OfficeDay): Promise<number>;
}

export interface OfficeDay {
  readonly sender: Sender;
  /** By which its day differs from others. */
  readonly seed: number;
  /** Epoch ms of the office's clock. */
  readonly startAt: number;
  /** Of the office's clock. */
  readonly minutes: number;
  /** How many times as fast as the machine's the office's clock goes. */
  readonly rate: number;
}

export function openOffice(times: number): Office {
  const callsPerHour = realRate * times;
  // Nobody talks for less than 20 s, and a call costs 30 s besides: at six of ten busy, so many are needed.
  const agents = Math.max(14, Math.ceil((callsPerHour * 50) / 3600 / 0.6));
  const size = { queues: 8, agents };
  const centre = layOutCentre(size, seededRandom(1));
  const talkSeconds = busyTalkSeconds({ agents, callsPerHour });
  const feedOf = (day: Pick<OfficeDay, "seed" | "startAt" | "minutes">) =>
    simulateFeed({ ...day, centre, callsPerHour, talkSeconds, timeZone: "UTC", dialect: "post", faults });
  const hour = { seed: 1, startAt: Date.UTC(2026, 2, 2, 9), minutes: 60 };
  return {
    directory: directoryOf(nameOffice(centre).values()),
    perHour: [...deliveriesIn(feedOf(hour))].length,
    async day({ sender, seed, startAt, minutes, rate }) {
      const { accepted } = await drive({
        deliveries: deliveriesIn(feedOf({ seed, startAt, minutes })),
        sender,
        pace: createPace({ startAt, speed: rate, timer: systemTimer }),
        concurrency: 32,
        signal: new AbortController().signal,
        // A server that is being restarted takes nothing: what it was not told is lost, as on a real day.
        onTrouble: () => undefined,
      });
      return accepted;
    },
  };
}

function directoryOf(entries: Iterable<DirectoryEntry>): string {
  const rows = [...entries].map(({ number, kind, name }) => `${number},${kind ?? ""},"${name ?? ""}"`);
  return ["number,kind,name", ...rows].join("\n");
}
