import { setTimeout } from "node:timers/promises";
import { viewers } from "#lib/access/access.ts";
import { audienceOf } from "#lib/access/audience.ts";
import { createLens } from "#lib/access/lens.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { WholeBoard } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import type { Clock } from "#server/clock.ts";
import type { PastBoards } from "#server/past/past-boards.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { instant } from "./instant.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";

interface BoardParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly past: PastBoards;
  /** What stands for an id that must not be told. */
  readonly nameOf: (id: string) => string;
}

/** ms. Years of a journal take longer; what is worked out until then is kept for the next question. */
const patience = 20_000;

/** The board as it is, and as it was (`?at=`, ISO 8601): as much of it as whoever asks may see by today's settings. */
export function boardRoutes({ state, clock, past, nameOf }: BoardParts): readonly Route[] {
  function shown(whole: WholeBoard, principal: Principal): Answer {
    const audience = audienceOf(principal, null);
    if (audience === null) return problem(401, "Sign in first.");
    return jsonAnswer(createLens({ audience, site: state().settings.site, nameOf }).board(whole));
  }

  async function boardOf({ query, principal }: ApiRequest): Promise<Answer> {
    const at = new URLSearchParams(query ?? "").get("at") ?? "";
    const now = clock.now();
    if (at === "") return shown(viewBoard(advance(state(), now)), principal);
    if (principal.is === "screen") return problem(403, "A screen shows the present.");
    const read = instant.safeParse(at);
    if (!read.success) return problem(400, `at ${read.error.issues[0]?.message}.`);
    if (read.data > now) return problem(400, "at lies in the future.");
    const board = await Promise.race([past.at(read.data), setTimeout(patience, null, { ref: false })]);
    if (board === null) return problem(503, "That board is still being worked out.", { "retry-after": "20" });
    return shown(board, principal);
  }

  return [{ name: "board", path: "/api/board", methods: reading(viewers, boardOf) }];
}
