import { beforeClosing, type Course, type Floor, pause } from "./floor.ts";
import { between, chance, exponential, pick } from "./random.ts";
import { ToldCall } from "./told-call.ts";

/**
 * A free agent calls a number; nothing happens when every agent is taken, or the number is on a call already.
 * Returns whether somebody answered.
 */
export function* outboundCall(floor: Floor, number: string): Course<boolean> {
  const agent = pick(floor.random, floor.staff.free(floor.centre.agents));
  if (agent === null || floor.onTheLine.has(number)) return false;
  floor.staff.occupy(agent);
  floor.onTheLine.add(number);
  const call = new ToldCall(
    {
      id: floor.nextCallId(),
      direction: "outbound",
      caller: number,
      did: null,
      recorded: chance(floor.random, 0.85),
      madeByClick: chance(floor.random, 0.25),
    },
    floor,
  );
  call.dial(agent);
  const answered = chance(floor.random, 0.7);
  if (answered) {
    yield* pause(floor, beforeClosing(floor, between(floor.random, 4, 20)));
    call.answer(agent, "direct");
    yield* pause(floor, beforeClosing(floor, 3 + exponential(floor.random, floor.talkSeconds * 0.8)));
    call.hangUp();
  } else {
    yield* pause(floor, beforeClosing(floor, between(floor.random, 8, 35)));
    call.loseAt(agent, "phone");
  }
  floor.staff.release(agent, between(floor.random, 4, 35));
  floor.onTheLine.delete(number);
  yield* pause(floor, between(floor.random, 1.2, 3));
  call.tellRecording(1);
  floor.over(call);
  return answered;
}
