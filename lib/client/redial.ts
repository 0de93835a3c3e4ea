/**
 * ms a connection may take to open. A black hole answers nothing, and each attempt in it costs this long: most give up
 * early. Every fourth in a row is for a network that is merely slow, where opening takes four journeys there and back.
 *
 * @param attempt how many failed since the last success, from 0
 */
export function dialLimit(attempt: number): number {
  return attempt % 4 === 3 ? 4750 : 1750;
}

const shortest = 250;
const longest = 1800;

/**
 * ms from the start of one attempt to connect to the start of the next: doubling from 250 to 1800, each shortened by up
 * to a half at random: a server that came back has every screen within two seconds, but not all in one instant.
 *
 * @param attempt how many failed since the last success, from 0
 * @param random from 0 to 1
 */
export function redialDelay(attempt: number, random: number): number {
  const full = Math.min(longest, shortest * 2 ** Math.min(attempt, 10));
  return full * (1 - random / 2);
}
