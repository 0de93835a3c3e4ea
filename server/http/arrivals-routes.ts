import { admins } from "#lib/access/access.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import type { ArrivalsAnswer } from "#lib/protocol/api/connection-answers.ts";
import type { Clock } from "#server/clock.ts";
import { jsonAnswer } from "./answer.ts";
import type { Arrivals } from "./arrivals.ts";
import { type Route, reading } from "./route.ts";

interface ArrivalsParts {
  readonly arrivals: Arrivals;
  readonly clock: Clock;
  /** When the phone system was last understood, epoch ms; null: never. */
  readonly lastEventAt: () => number | null;
}

export function arrivalsRoute({ arrivals, clock, lastEventAt }: ArrivalsParts): Route {
  const since = isoTime(clock.now());
  return {
    name: "requests that arrived",
    path: "/api/arrivals",
    methods: reading(admins, () => {
      const answer: ArrivalsAnswer = {
        now: isoTime(clock.now()),
        since,
        lastEventAt: isoTimeOrNull(lastEventAt()),
        arrivals: [...arrivals.latest()],
      };
      return jsonAnswer(answer);
    }),
  };
}
