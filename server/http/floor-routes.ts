import { supervisors } from "#lib/access/access.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance } from "#lib/board/fold.ts";
import { floorOf } from "#lib/floor/floor.ts";
import type { Clock } from "#server/clock.ts";
import { jsonAnswer } from "./answer.ts";
import { type Route, reading } from "./route.ts";

interface FloorParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
}

/** What the supervisor's screen shows beside the board itself. */
export function floorRoutes({ state, clock }: FloorParts): readonly Route[] {
  return [
    {
      name: "floor",
      path: "/api/floor",
      methods: reading(supervisors, () => {
        const floor = floorOf(advance(state(), clock.now()));
        return jsonAnswer(state().settings.site.worksCouncil ? { ...floor, rangOut: [] } : floor);
      }),
    },
  ];
}
