import { expect, test } from "vitest";
import { playTone, silent, useSound } from "./sound.ts";

test("[V61] a tone that is asked for before there is something to play it with is played once there is", () => {
  let played = 0;
  const play = () => {
    played += 1;
  };
  playTone();
  useSound.setState({ state: "on", play });
  expect(played).toBe(1);
  playTone();
  expect(played).toBe(2);
  useSound.setState(silent);
  useSound.setState({ state: "on", play });
  expect(played).toBe(2);
});
