import { staff } from "#lib/access/access.ts";
import { sightOf } from "#lib/access/sight.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance } from "#lib/board/fold.ts";
import { type RevealAnswer, type RevealRequest, revealRequest } from "#lib/protocol/api/audit-answers.ts";
import type { Audit } from "#server/access/audit.ts";
import type { Clock } from "#server/clock.ts";
import type { CallHistory } from "#server/history/call-history.ts";
import type { Acting } from "./acting.ts";
import { jsonAnswer, problem } from "./answer.ts";
import { findCall } from "./call-detail-routes.ts";
import { instant } from "./instant.ts";
import type { Route } from "./route.ts";

interface RevealParts {
  readonly acting: Acting;
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly history: Pick<CallHistory, "call">;
  readonly audit: Pick<Audit, "note">;
}

/** The whole number of one caller, told once it is noted who asked for it. */
export function revealRoutes({ acting, state, clock, history, audit }: RevealParts): readonly Route[] {
  async function find(request: RevealRequest): Promise<RevealAnswer | null> {
    if (request.of === "missed") {
      const { missed } = advance(state(), clock.now());
      const row = [...missed.values()].find(({ id }) => id === request.id);
      return row === undefined ? null : { number: row.caller, name: row.callerName };
    }
    const started = instant.safeParse(request.started ?? "");
    const found = await findCall(history, request.id, started.success ? started.data : null);
    return found && { number: found.record.caller, name: found.record.callerName };
  }

  return [
    {
      name: "reveal",
      path: "/api/reveal",
      methods: acting({
        access: staff,
        schema: revealRequest,
        async take(request, { principal, address }) {
          const mayAll = sightOf(principal).of === "everybody";
          if (!mayAll && request.of === "call") return problem(403, "Numbers of calls are revealed to supervisors.");
          if (!mayAll && request.reason === null) return problem(400, "Say why you need the number.");
          const revealed = await find(request);
          if (revealed === null) return problem(404, notThere[request.of]);
          const about = { of: request.of, id: request.id, name: null };
          const reason = request.reason === null ? {} : { reason: request.reason };
          await audit.note({ by: principal, address, kind: "number-revealed", about, ...reason });
          return jsonAnswer(revealed);
        },
      }),
    },
  ];
}

const notThere = { missed: "There is no such row any more.", call: "No such call is known." } as const;
