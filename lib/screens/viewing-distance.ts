/** Of a picture 16 wide and 9 high: its height, as a share of its diagonal. */
const heightShare = 9 / Math.hypot(16, 9);

const inch = 0.0254;

/**
 * `k` of the wall's address: how far the farthest reader sits, in heights of the picture.
 * @param inches diagonal of the screen
 * @param metres from the screen to the farthest seat
 */
export function distanceInHeights(inches: number, metres: number): number {
  return Math.round((metres / (inches * inch * heightShare)) * 10) / 10;
}
