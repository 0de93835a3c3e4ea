import { defaultSettings } from "#lib/board/board-settings.ts";
import { emptyBoard } from "#lib/board/fold.ts";
import type { DeltaOnWire } from "#lib/protocol/messages.ts";
import { createOpaqueNames } from "#server/realtime/opaque-names.ts";
import { createPublisher } from "#server/realtime/publisher.ts";
import { foldTold } from "./fold-told.ts";
import type { Told } from "./traffic.ts";

/** The delta of one event, of middling length among those of this traffic. */
export function typicalDelta(told: readonly Told[]): DeltaOnWire {
  let state = emptyBoard(defaultSettings, told[0]?.at ?? 0);
  const publisher = createPublisher({
    epoch: "bench",
    servedBy: { sample: false, build: "none" },
    state,
    nameOf: createOpaqueNames(),
  });
  publisher.serve({ of: "whole" });
  const deltas = told.flatMap((one) => {
    state = foldTold(state, one);
    return publisher.publish(state).flatMap((post) => (post.kind === "delta" ? [post.content] : []));
  });
  const byLength = deltas.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
  const middle = byLength[Math.floor(byLength.length / 2)];
  if (middle === undefined) throw new Error("the traffic changes nothing");
  return middle;
}
