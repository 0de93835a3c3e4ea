/**
 * The texts of the last times that were asked for, each in a place of its own. The times of a call that goes on are asked
 * for with every event of it, and writing one out costs as much as reading a place thirty times.
 */
const places = 4096;
const times = new Float64Array(places).fill(Number.NaN);
const texts = new Array<string>(places).fill("");

/** @param at epoch ms */
export function isoTime(at: number): string {
  const place = (at ^ (at / places)) & (places - 1);
  const known = texts[place];
  if (times[place] === at && known !== undefined) return known;
  const text = new Date(at).toISOString();
  times[place] = at;
  texts[place] = text;
  return text;
}

export function isoTimeOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at);
}
