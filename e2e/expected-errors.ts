/** What a browser says on the console of a network that fails, as a page says it in its own words. */
export const networkFails = /WebSocket connection to .* failed|already in CLOSING or CLOSED state|net::ERR_/;

export function either(...expected: readonly RegExp[]): RegExp {
  return new RegExp(expected.map(({ source }) => source).join("|"));
}
