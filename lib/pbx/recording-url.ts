import { type LegId, readLegId } from "./leg-id.ts";

const separators = /[\s,;]+(?=https?:)|[\r\n]+/i;
const wrapping = /^[\s"'“”<[]+|[\s"'“”>\],;=]+$/g;
const webAddress = /^https?:\/\/[^\s"'<>\\`]+$/i;
const fileName = /(\d{12}_\d{1,12}-\d{1,2})(?:-\d{1,6})?\.[a-z0-9]{2,4}(?:[?#&]|$)/i;
const longestUrl = 2000;

/** Every http(s) address in texts that hold one or several, each once, in order; whatever else they hold is left out. */
export function recordingUrls(texts: readonly string[]): string[] {
  const urls = new Set<string>();
  for (const text of texts) {
    for (const part of text.split(separators)) {
      const url = part.replace(wrapping, "");
      if (url.length <= longestUrl && webAddress.test(url) && URL.canParse(url)) urls.add(url);
    }
  }
  return [...urls];
}

/** The call and leg in a recording's name, `…/230307140234_35-1-1.mp3` (the last number counts the leg's files). */
export function recordedLeg(url: string): LegId | null {
  const name = fileName.exec(url)?.[1];
  return name === undefined ? null : readLegId(name);
}
