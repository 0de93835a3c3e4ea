/**
 * Finds the last entry before `at` (epoch ms) by halves, since a journal holds years: asks for the time of one entry
 * after another, by its `seq`, and is handed that time, or undefined where there is none. Returns its `seq`, 0 where
 * there is no such entry. Readers that wait and readers that do not drive it alike.
 * @param head `seq` of the last entry
 */
export function* searchBefore(at: number, head: number): Generator<number, number, number | undefined> {
  let before = 0;
  let notBefore = head + 1;
  while (notBefore - before > 1) {
    const middle = Math.floor((before + notBefore) / 2);
    const time = yield middle;
    if (time !== undefined && time < at) before = middle;
    else notBefore = middle;
  }
  return before;
}
