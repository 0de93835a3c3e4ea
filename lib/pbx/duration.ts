const clock = /^(?:(\d{1,4}):)?(\d{1,4}):([0-5]\d)(?:[.,]\d{1,7})?$/;
const plainSeconds = /^(\d{1,6})(?:\.\d{1,7})?$/;

/** Seconds of `mm:ss`, `h:mm:ss` or plain seconds; minutes may exceed 59 where no hours are given. Else null. */
export function readDuration(text: string): number | null {
  const trimmed = text.trim();
  const plain = plainSeconds.exec(trimmed);
  if (plain !== null) return Number(plain[1]);
  const match = clock.exec(trimmed);
  if (match === null) return null;
  const [, hours, minutes, seconds] = match;
  if (hours !== undefined && Number(minutes) > 59) return null;
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(seconds);
}
