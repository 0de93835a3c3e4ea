import { type Centre, layOutCentre } from "#lib/simulator/centre.ts";
import type { Random } from "#lib/simulator/random.ts";
import { type FeedItem, simulateFeed } from "#lib/simulator/simulate-feed.ts";
import type { Ledger } from "./ledger.ts";
import type { Stretch, WeekPlan } from "./plan.ts";
import type { Sender } from "./sender.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** The call centre: its phone system tells of its calls, and the ledger knows what they were. */
export interface Office {
  readonly centre: Centre;
  /** Opens for a stretch; who is on the line at its end hangs up soon after. */
  open(stretch: Stretch): void;
}

const SIZE = { queues: 3, agents: 6 };
/** Short enough for a stretch to see many calls from their beginning to their end. */
const TALK_SECONDS = 45;

export function createOffice(parts: {
  time: SimulatedTime;
  random: Random;
  plan: WeekPlan;
  sender: Sender;
  ledger: Ledger;
}): Office {
  const { time, random, plan, sender, ledger } = parts;
  const centre = layOutCentre(SIZE, random);

  function next(feed: Iterator<FeedItem>): void {
    const { value, done } = feed.next();
    if (done === true) return;
    time.after(value.at - time.now(), () => {
      if (value.kind === "over") ledger.truths.push(value.call);
      else sender.send(value.callId, value.delivery);
      next(feed);
    });
  }

  return {
    centre,
    open({ at, minutes, callsPerHour }) {
      if (callsPerHour === 0) return;
      const { timeZone, dialect, faults } = plan;
      const seed = Math.floor(random() * 2 ** 32);
      next(
        simulateFeed({
          ...{ centre, seed, minutes, callsPerHour, timeZone, dialect, faults },
          startAt: at,
          talkSeconds: TALK_SECONDS,
        }),
      );
    },
  };
}
